using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace Semrush.Client.Tests.Caching;

/// <summary>A cache that keeps what it is given.</summary>
internal sealed class FakeCache : IDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = new();

    public Action OnAccess { get; set; } = () => { };

    public int Accesses { get; private set; }

    public DistributedCacheEntryOptions? LastOptions { get; private set; }

    public byte[]? Get(string key)
    {
        Count();
        return Entries.GetValueOrDefault(key);
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        return Task.FromResult(Get(key));
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        Count();
        LastOptions = options;
        Entries[key] = value;
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public void Remove(string key)
    {
        Count();
        Entries.TryRemove(key, out _);
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        Remove(key);
        return Task.CompletedTask;
    }

    public void Refresh(string key) => Count();

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    private void Count()
    {
        Accesses++;
        OnAccess();
    }
}
