using System.Globalization;

namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>The failures of a store, each with the path and what to do.</summary>
internal static class StoreErrors
{
    private const string AnotherFolder = $"or name another folder in {nameof(FileTokenStoreOptions)}.{nameof(FileTokenStoreOptions.Folder)}.";

    /// <summary>What a file operation throws when the disk, the path or the access rights are against it; the last one is a limit on the size of files.</summary>
    public static bool IsOfFiles(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    public static SemrushAuthenticationException Unreadable(string path, Exception inner) => New(
        $"The tokens in {path} cannot be read: {inner.Message}",
        $"Let this account read and write the file, {AnotherFolder}",
        inner);

    public static SemrushAuthenticationException Unwritable(string path, Exception inner) => New(
        $"Tokens cannot be kept in {path}: {inner.Message}",
        $"Make room on the disk and let this account write there, {AnotherFolder}",
        inner);

    public static SemrushAuthenticationException Locked(string path, TimeSpan limit, Exception inner) => New(
        string.Create(CultureInfo.InvariantCulture, $"The lock {path} could not be obtained within {limit.TotalSeconds:0.###} s, as another process or another part of this one holds it."),
        $"It may be waiting for a person to sign in, or be suspended: let it finish, or end it. {nameof(FileTokenStoreOptions)}.{nameof(FileTokenStoreOptions.LockTimeout)} says how long to wait.",
        inner);

    public static SemrushAuthenticationException NotHeld(string path) => New(
        $"The lock {path} does not hold: it was granted twice, so that two processes could spend the same refresh token.",
        $"Turn file locking on for this process (DOTNET_SYSTEM_IO_DISABLEFILELOCKING and System.IO.DisableFileLocking turn it off), use a folder on a local disk, {AnotherFolder}");

    public static SemrushAuthenticationException Link(string path) => New(
        $"{path} is a symbolic link, so no tokens go through it: somebody else may have placed it.",
        $"Remove the link, {AnotherFolder}");

    public static SemrushAuthenticationException Shared(string path) => New(
        $"The folder {path} is open to other accounts and holds other files than tokens.",
        $"Run chmod 700 on it if it may be this account's alone, {AnotherFolder}");

    public static SemrushAuthenticationException Newer(string key, string? path = null) => New(
        $"The tokens of {key}{(path is null ? "" : $" in {path}")} were written by a newer version of this library, so they are left alone.",
        $"Update this program, {(path is null ? "or give it a store of its own." : AnotherFolder)}");

    private static SemrushAuthenticationException New(string message, string nextStep, Exception? inner = null)
        => new(message, nextStep, new("Authentication"), inner);
}
