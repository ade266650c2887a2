namespace Semrush.Client.Authentication;

/// <summary>Where a <see cref="FileTokenStore"/> keeps its files, and how long it waits for them.</summary>
public sealed class FileTokenStoreOptions
{
    /// <summary>A folder for tokens and nothing else, on a file system that has file locks. It is made where there is none.</summary>
    /// <value>
    /// None: <c>semrush</c> in the local application data of the account, which is <c>~/.local/share/semrush</c> on Linux,
    /// <c>~/Library/Application Support/semrush</c> on macOS and <c>%LOCALAPPDATA%\semrush</c> on Windows.
    /// </value>
    public string? Folder { get; set; }

    /// <summary>How long an update waits for another one of the same tokens, in this process or in another one, before it fails; more than zero, or infinite.</summary>
    /// <value>1 minute: longer than a refresh takes, shorter than a person may take to sign in, for which the lock is held as well.</value>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
