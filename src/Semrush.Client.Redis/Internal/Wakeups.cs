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
    private readonly Lazy<Task> _subscription;
    private long _count;

    private Wakeups(IConnectionMultiplexer connection) => _subscription = new(() => connection.GetSubscriber().SubscribeAsync(
        RedisChannel.Literal($"semrush:{_process}"), (_, name) => _waiters.GetValueOrDefault(name.ToString())?.Wake()));

    public static Wakeups Of(IConnectionMultiplexer connection) => Known.GetValue(connection, static connection => new(connection));

    public Waiter Add()
    {
        var waiter = new Waiter(this, $"{_process}/{Interlocked.Increment(ref _count)}");
        return _waiters[waiter.Name] = waiter;
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
            // A message before the first subscription is lost, so the caller asks again after it.
            var isSubscribed = wakeups._subscription is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };
            await wakeups._subscription.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (isSubscribed)
                await _woken.WaitAsync(time < MaxWait ? time + TimeSpan.FromMilliseconds(1) : MaxWait, cancellationToken).ConfigureAwait(false);
        }

        public void Dispose() => wakeups._waiters.TryRemove(name, out _);
    }
}
