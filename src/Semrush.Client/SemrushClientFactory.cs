using System.Collections.Concurrent;

namespace Semrush.Client;

/// <summary>Creates and keeps one client for each account of an application, such as a tenant or a user.</summary>
/// <remarks>
/// <c>AddSemrush(...).UseAccounts(...)</c> sets the credential of an account. All clients share the connections. Each account has a
/// separate rate limit. A client that is not requested during the idle time is released; a reference to it stays usable.
/// </remarks>
public class SemrushClientFactory : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _clients = new(StringComparer.Ordinal);
    private readonly Func<string, SemrushClient> _create;
    private readonly TimeProvider _time;
    private readonly TimeSpan _idle;
    private readonly ITimer? _sweep;
    private bool _isDisposed;

    /// <summary>Creates a factory for tests. Override <see cref="CreateClient"/>.</summary>
    protected SemrushClientFactory()
    {
        _create = static _ => throw new NotSupportedException("This factory was made without services. Override CreateClient.");
        _time = TimeProvider.System;
    }

    internal SemrushClientFactory(Func<string, SemrushClient> create, TimeProvider time, TimeSpan idle)
    {
        (_create, _time, _idle) = (create, time, idle);
        _sweep = time.CreateTimer(static factory => ((SemrushClientFactory)factory!).Sweep(), this, idle, idle);
    }

    /// <summary>Returns the client of an account, the same instance until it is released.</summary>
    /// <param name="account">Your name of the account, such as the id of a tenant. It is case-sensitive.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty, or a setting of the account is missing or not valid; the message names it.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>UseAccounts</c> was not called.</exception>
    public virtual SemrushClient CreateClient(string account)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (true)
        {
            var entry = _clients.GetOrAdd(
                account, static (account, factory) => new(new(() => factory._create(account)), factory._time.GetTimestamp()), this);
            try
            {
                var client = entry.Client.Value;
                if (entry.TryUse(_time.GetTimestamp()))
                    return client;
            }
            catch
            {
                // A Lazy keeps its exception: the next request must create another one.
                _clients.TryRemove(KeyValuePair.Create(account, entry));
                throw;
            }
        }
    }

    /// <summary>Releases the client of an account, for example after its credential has changed.</summary>
    /// <param name="account">The name of the account.</param>
    /// <returns>Whether the account had a client.</returns>
    public virtual bool Remove(string account) => _clients.TryRemove(account, out _);

    /// <summary>Releases all clients.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        _isDisposed = true;
        _sweep?.Dispose();
        _clients.Clear();
    }

    private void Sweep()
    {
        foreach (var (account, entry) in _clients)
            if (entry.LastUse is var last && _time.GetElapsedTime(last) >= _idle && entry.TryRetire(last))
                _clients.TryRemove(KeyValuePair.Create(account, entry));
    }

    private sealed class Entry(Lazy<SemrushClient> client, long now)
    {
        private const long Retired = long.MinValue;
        private long _lastUse = now;

        public Lazy<SemrushClient> Client => client;

        public long LastUse => Volatile.Read(ref _lastUse);

        public bool TryUse(long now)
        {
            var last = LastUse;
            return last != Retired && Interlocked.CompareExchange(ref _lastUse, now, last) != Retired;
        }

        public bool TryRetire(long lastUse) => lastUse != Retired && Interlocked.CompareExchange(ref _lastUse, Retired, lastUse) == lastUse;
    }
}
