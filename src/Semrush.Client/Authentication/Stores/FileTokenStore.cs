using System.Collections.Concurrent;
using Semrush.Client.Authentication.Stores.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Keeps tokens in files that only this account can read, and lets any number of processes share them.</summary>
/// <remarks>
/// <para>Every member may be used from any thread, and by many processes on one folder. A read opens one small file and takes no lock. An
/// update waits for those of the same key, first within the process, then, by a file lock, for those of other processes; waiting costs one
/// try each tenth of a second at most. After <see cref="FileTokenStoreOptions.LockTimeout"/> the update fails, with the name of the lock
/// file: the process that holds it may be waiting for a person, or be suspended.</para>
/// <para>The lock has to hold. On local disks it does, on some network shares not, and <c>DOTNET_SYSTEM_IO_DISABLEFILELOCKING</c> turns it
/// off. The first update of each key tries to get its lock twice, and fails where the second try succeeds. A network share that keeps locks
/// to the machine they are made on passes that test: put no folder there that several machines share.</para>
/// <para>Each key has its own file. The folder has mode 0700 and its files 0600, regardless of the umask; wider modes are tightened, and a
/// symbolic link is rejected. Reading tokens needs no right to write: on a read-only disk, modes stay as they are. On Windows the access
/// rights of the folder apply. A file is replaced as a whole, after the new one is on disk. The room for the new one is allocated before
/// the change is made: on a full disk, no refresh token is spent. A file that cannot be parsed counts as none; one that a newer version of
/// this library wrote is left alone.</para>
/// <para>The tokens are not encrypted.</para>
/// </remarks>
public sealed class FileTokenStore : ITokenStore
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _lockTimeout;
    private readonly ConcurrentDictionary<string, TokenFile> _files = new(StringComparer.Ordinal);

    /// <summary>A store in a folder.</summary>
    /// <param name="options">Where the folder is, and how long a lock is waited for; the defaults when left out.</param>
    /// <param name="timeProvider">The clock for the wait for a lock; the system's when left out.</param>
    /// <exception cref="ArgumentException">The account has no folder for local application data, or the time limit is invalid.</exception>
    public FileTokenStore(FileTokenStoreOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new();
        Folder = Path.TrimEndingDirectorySeparator(options.Folder is { Length: > 0 } folder ? Path.GetFullPath(folder) : DefaultFolder());
        _time = timeProvider ?? TimeProvider.System;
        _lockTimeout = options.LockTimeout;
        if (SettingsCheck.FindInTimeout(_lockTimeout, nameof(options.LockTimeout)) is { } fault)
            throw new ArgumentException(fault, nameof(options));
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <inheritdoc />
    /// <exception cref="SemrushAuthenticationException">The file is unreadable, a link, or of a newer version of this library.</exception>
    public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => FileOf(key).ReadAsync(cancellationToken);

    /// <inheritdoc />
    /// <exception cref="SemrushAuthenticationException">The folder is not writable, a file is a link or of a newer version of this library,
    /// or the lock is not obtained or does not hold.</exception>
    public Task<TokenSet?> UpdateAsync(
        string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return FileOf(key).UpdateAsync(change, cancellationToken);
    }

    /// <summary>The path of the lock file of a key.</summary>
    /// <param name="key">The key: a name without secrets.</param>
    /// <returns>The path.</returns>
    public string GetLockName(string key) => FileOf(key).LockPath;

    private static string DefaultFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathFullyQualified(data)
            ? Path.Combine(data, "semrush")
            : throw new ArgumentException("This account has no folder for local application data: set FileTokenStoreOptions.Folder.");
    }

    private TokenFile FileOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _files.GetOrAdd(key, static (key, store) => new(store.Folder, key, store._time, store._lockTimeout), this);
    }
}

/// <summary>Settings of a <see cref="FileTokenStore"/>.</summary>
public sealed class FileTokenStoreOptions
{
    /// <summary>A folder for tokens and nothing else, on a file system with file locks. It is created where it does not exist.</summary>
    /// <value>None: <c>semrush</c> in the local application data of the account, which is <c>~/.local/share/semrush</c> on Linux,
    /// <c>~/Library/Application Support/semrush</c> on macOS and <c>%LOCALAPPDATA%\semrush</c> on Windows.</value>
    public string? Folder { get; set; }

    /// <summary>How long an update waits for another one of the same tokens before it fails; more than zero, or infinite.</summary>
    /// <value>1 minute: longer than a refresh takes, shorter than a person may take to sign in, for which the lock is held as well.</value>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
