using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Semrush.Client.Internal;

/// <summary>Wakes the attempts of this process that wait for a place, each by its name.</summary>
internal sealed class Wakeups
{
    private static readonly ConditionalWeakTable<IConnectionMultiplexer, Wakeups> Known = [];

    private readonly string _process = Guid.NewGuid().ToString("n");
    private readonly ConcurrentDictionary<string, Waiter> _waiters = new();
    private readonly IConnectionMultiplexer _connection;
    private readonly Lock _subscribing = new();
    private Task? _subscription;
    private long _count;

    private Wakeups(IConnectionMultiplexer connection) => _connection = connection;

    public static Wakeups Of(IConnectionMultiplexer connection) => Known.GetValue(connection, static connection => new(connection));

    public Waiter Add()
    {
        var waiter = new Waiter(this, $"{_process}/{Interlocked.Increment(ref _count)}");
        return _waiters[waiter.Name] = waiter;
    }

    // One that failed, as Redis was not available, is tried again.
    private Task SubscribeAsync()
    {
        lock (_subscribing)
        {
            if (_subscription is null or { IsFaulted: true } or { IsCanceled: true })
            {
                var (channel, subscriber) = (RedisChannel.Literal($"semrush:{_process}"), _connection.GetSubscriber());
                if (_subscription is not null)
                    subscriber.Unsubscribe(channel, flags: CommandFlags.FireAndForget);
                _subscription = subscriber.SubscribeAsync(channel, (_, name) => _waiters.GetValueOrDefault(name.ToString())?.Wake());
            }

            return _subscription;
        }
    }

    internal sealed class Waiter(Wakeups wakeups, string name) : IDisposable
    {
        private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

        private readonly SemaphoreSlim _woken = new(0);

        public string Name => name;

        public void Wake() => _woken.Release();

        /// <summary>Waits until a place is given to this name, or until one may have become free without a message.</summary>
        public async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
        {
            try
            {
                // A message before the first subscription is lost, so the caller asks again after it.
                if (wakeups.SubscribeAsync() is { IsCompletedSuccessfully: false } subscription)
                {
                    await subscription.WaitAsync(MaxWait, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                // Without messages, it asks after the time.
            }

            await _woken.WaitAsync(time < MaxWait ? time + TimeSpan.FromMilliseconds(1) : MaxWait, cancellationToken).ConfigureAwait(false);
        }

        public void Dispose() => wakeups._waiters.TryRemove(name, out _);
    }
}
