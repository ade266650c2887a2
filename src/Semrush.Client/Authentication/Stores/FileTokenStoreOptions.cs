namespace Semrush.Client.Authentication.Stores;

/// <summary>Where a <see cref="FileTokenStore"/> keeps its files.</summary>
public sealed class FileTokenStoreOptions
{
    /// <summary>A folder for tokens and nothing else, on a file system that has file locks. It is made where there is none.</summary>
    /// <value>
    /// None: <c>semrush</c> in the local application data of the account, which is <c>~/.local/share/semrush</c> on Linux,
    /// <c>~/Library/Application Support/semrush</c> on macOS and <c>%LOCALAPPDATA%\semrush</c> on Windows.
    /// </value>
    public string? Folder { get; set; }
}
