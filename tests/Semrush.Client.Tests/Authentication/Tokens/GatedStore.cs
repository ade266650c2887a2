using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>Where a renewal waits.</summary>
public enum Wait
{
    ForTheStore,
    ForTheLock,
    ForTheServer,
    ForTheDisk,
    ForTheUnlock,
}

/// <summary>A store that comes to a stop at one point, until the test lets it go on.</summary>
internal sealed class GatedStore : ITokenStore
{
    private readonly InMemoryTokenStore _inner = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Wait? StopAt { get; set; }

    public Task Reached => _reached.Task;

    public void Release() => _released.SetResult();

    public async Task PassAsync(Wait point, CancellationToken cancellationToken)
    {
        if (StopAt != point)
            return;
        _reached.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await PassAsync(Wait.ForTheStore, cancellationToken);
        return await _inner.ReadAsync(key, cancellationToken);
    }

    public async Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
    {
        await PassAsync(Wait.ForTheLock, cancellationToken);
        var kept = await _inner.UpdateAsync(
            key,
            async (tokens, token) =>
            {
                var changed = await change(tokens, token);
                await PassAsync(Wait.ForTheDisk, CancellationToken.None);
                return changed;
            },
            cancellationToken);
        await PassAsync(Wait.ForTheUnlock, CancellationToken.None);
        return kept;
    }
}
