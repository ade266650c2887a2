namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>The failures of a store, each with what to do.</summary>
internal static class StoreErrors
{
    private const string AnotherFolder = $"or name another folder in {nameof(FileTokenStoreOptions)}.{nameof(FileTokenStore.Folder)}.";
    private const string CheckStore = $"Check the {nameof(ITokenStore)}; the inner exception has the cause.";

    /// <summary>Whether file operations throw it for a disk, a path or access rights; the last one for a limit on file sizes.</summary>
    public static bool IsOfFiles(Exception exception)
        => exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>The exception for any failure; an explained one stays as it is.</summary>
    public static SemrushAuthenticationException Failed(Exception failure)
        => failure as SemrushAuthenticationException ?? New("The token store failed.", CheckStore, failure);

    public static SemrushAuthenticationException NotSaved(Exception failure) => New(
        failure is SemrushAuthenticationException ? failure.Message : $"The new tokens could not be saved. {CheckStore}",
        "Meanwhile they are used from memory, and saving is tried again.",
        failure);

    public static SemrushAuthenticationException LockNotObtained(string name, Exception cause, string limit, string advice = "") => New(
        $"The lock {name} of the token store could not be obtained {limit}, as another update holds it.",
        $"It may be waiting for a person to sign in: call again later. If its process hangs, end that process.{advice}",
        cause);

    public static SemrushAuthenticationException Unreadable(string path, Exception inner) => New(
        $"The tokens in {path} cannot be read: {inner.Message}",
        $"Let this account read and write the file, {AnotherFolder}",
        inner);

    public static SemrushAuthenticationException Unwritable(string path, Exception inner) => New(
        $"Tokens cannot be kept in {path}: {inner.Message}",
        $"Make room on the disk and let this account write there, {AnotherFolder}",
        inner);

    public static SemrushAuthenticationException NotHeld(string path) => New(
        $"The lock {path} does not hold: it was obtained twice, so that two processes could spend the same refresh token.",
        "Turn file locking on for this process (DOTNET_SYSTEM_IO_DISABLEFILELOCKING and System.IO.DisableFileLocking turn it off), "
            + $"use a folder on a local disk, {AnotherFolder}");

    public static SemrushAuthenticationException Link(string path) => New(
        $"{path} is a symbolic link, so no tokens go through it: another account may have placed it.",
        $"Remove the link, {AnotherFolder}");

    public static SemrushAuthenticationException Shared(string path) => New(
        $"The folder {path} is open to other accounts and holds other files than tokens.",
        $"Run chmod 700 on it if it may be this account's alone, {AnotherFolder}");

    public static SemrushAuthenticationException Newer(string key, string? path) => New(
        $"The tokens of {key}{(path is null ? "" : $" in {path}")} are of a newer version of this library, so they are left alone.",
        $"Update this program, {(path is null ? "or give it another store." : AnotherFolder)}");

    public static SemrushAuthenticationException New(string message, string nextStep, Exception? inner = null)
        => new(message, nextStep, new("Authentication"), inner);
}
