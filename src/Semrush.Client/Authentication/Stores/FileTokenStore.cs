using System.Collections.Concurrent;
using Semrush.Client.Authentication.Stores.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Keeps tokens in files that only this account can read, and lets any number of processes share them.</summary>
/// <remarks>
/// <para>
/// Every member may be used from any thread, and by many processes on one folder. A read opens one small file and takes no lock. An
/// update waits for those of the same grant, first within the process, then, by a file lock, for those of other processes;
/// waiting for a lock costs one try each tenth of a second at most. After <see cref="FileTokenStoreOptions.LockTimeout"/> the update fails, with
/// the name of the lock file: the process that holds it may be waiting for a person, or be suspended.
/// </para>
/// <para>
/// The lock has to hold. On local disks it does, on some network shares it does not, and <c>DOTNET_SYSTEM_IO_DISABLEFILELOCKING</c> turns it off.
/// The first update of each key tries to get its lock twice, and fails where the second try succeeds. A network share that keeps locks to the machine they are made
/// on passes that test: put no folder there that several machines share.
/// </para>
/// <para>
/// Each grant has a file of its own. The folder has mode 0700 and its files 0600, whatever the umask; what is found looser is tightened, and a
/// symbolic link is rejected. Reading tokens needs no right to write: in a place that cannot be written, modes stay as they are. On Windows the access rights of the folder apply. A file is replaced as a whole, after the new one is on disk, and
/// room for the new one is taken before the change is made: where there is none, no refresh token is spent. A file that cannot be
/// understood counts as none; one that a newer version of this library wrote is left alone.
/// </para>
/// <para>The tokens are not encrypted.</para>
/// </remarks>
public sealed class FileTokenStore : ITokenStore
{
    private readonly PrivateFolder _folder;
    private readonly TimeProvider _time;
    private readonly TimeSpan _lockTimeout;
    private readonly ConcurrentDictionary<string, GrantFile> _grants = new(StringComparer.Ordinal);

    /// <summary>A store in a folder.</summary>
    /// <param name="options">Where the folder is, and how long a lock is waited for; the defaults when left out.</param>
    /// <param name="timeProvider">The clock for the wait for a lock; the system's when left out.</param>
    /// <exception cref="ArgumentException">The account has no folder for local application data, so name one; or the time limit is not one.</exception>
    public FileTokenStore(FileTokenStoreOptions? options = null, TimeProvider? timeProvider = null)
    {
        _folder = new(options?.Folder is { Length: > 0 } folder ? Path.GetFullPath(folder) : DefaultFolder());
        _time = timeProvider ?? TimeProvider.System;
        _lockTimeout = (options ?? new()).LockTimeout;
        if (SettingsCheck.FindInTimeout(_lockTimeout, nameof(FileTokenStoreOptions.LockTimeout)) is { } fault)
            throw new ArgumentException(fault, nameof(options));
    }

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The tokens of a grant.</summary>
    /// <param name="key">The grant: a name without secrets.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The tokens; <see langword="null"/> where there are none, or none that can be understood.</returns>
    /// <exception cref="SemrushAuthenticationException">The file cannot be read, is a link, or comes from a newer version of this library.</exception>
    public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => Grant(key).ReadAsync(cancellationToken);

    /// <summary>Changes the tokens of a grant, alone among all processes.</summary>
    /// <param name="key">The grant: a name without secrets.</param>
    /// <param name="change">Gets the tokens as they are now and returns those to keep; <see langword="null"/> to delete the file.</param>
    /// <param name="cancellationToken">Ends the wait for the lock, and is handed to the change. The write that follows is not cancelled.</param>
    /// <returns>What the change returned.</returns>
    /// <exception cref="SemrushAuthenticationException">
    /// The folder cannot be written to, one of its files is a link or comes from a newer version of this library, or the lock could not be obtained in time or does not hold.
    /// </exception>
    public Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Grant(key).UpdateAsync(change, cancellationToken);
    }

    /// <summary>The path of the lock file of a key.</summary>
    /// <param name="key">The key: a name without secrets.</param>
    /// <returns>The path.</returns>
    public string GetLockName(string key) => Grant(key).LockPath;

    private static string DefaultFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathFullyQualified(data)
            ? Path.Combine(data, "semrush")
            : throw new ArgumentException($"This account has no folder for local application data: set {nameof(FileTokenStoreOptions)}.{nameof(FileTokenStoreOptions.Folder)}.");
    }

    private GrantFile Grant(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _grants.GetOrAdd(key, static (key, store) => new(store._folder, key, store._time, store._lockTimeout), this);
    }
}
