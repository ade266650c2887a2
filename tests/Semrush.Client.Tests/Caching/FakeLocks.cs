using Medallion.Threading;

namespace Semrush.Client.Tests.Caching;

/// <summary>Locks that tell which of them are held.</summary>
internal sealed class FakeLocks : IDistributedLockProvider
{
    public List<string> Held { get; } = [];

    /// <summary>Whether somebody else has every lock.</summary>
    public bool AreTaken { get; set; }

    /// <summary>How long the last caller was ready to wait.</summary>
    public TimeSpan? LastTimeout { get; private set; }

    public IDistributedLock CreateLock(string name) => new FakeLock(this, name);

    private sealed class FakeLock(FakeLocks locks, string name) : IDistributedLock, IDistributedSynchronizationHandle
    {
        public string Name => name;

        public CancellationToken HandleLostToken => CancellationToken.None;

        public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        {
            locks.Held.Add(name);
            return this;
        }

        public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
            => new(Acquire(timeout, cancellationToken));

        public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            locks.LastTimeout = timeout;
            return locks.AreTaken ? null : Acquire(timeout, cancellationToken);
        }

        public ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
            => new(TryAcquire(timeout, cancellationToken));

        public void Dispose() => locks.Held.Remove(name);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
