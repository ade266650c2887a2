using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

public sealed class InMemoryTokenStoreTests
{
    private readonly InMemoryTokenStore _store = new();

    [Fact]
    public async Task Tokens_are_read_by_their_key()
    {
        await _store.PutAsync("grant", The.Tokens);

        Assert.Same(The.Tokens, await _store.ReadAsync("grant", The.Token));
        Assert.Null(await _store.ReadAsync("Grant", The.Token));
    }

    [Fact]
    public async Task An_update_waits_for_the_one_before_it_and_gets_what_that_kept()
    {
        var release = new TaskCompletionSource<TokenSet?>();
        var first = _store.UpdateAsync("grant", (_, _) => release.Task, The.Token);
        TokenSet? seen = null;
        var second = _store.UpdateAsync("grant", (tokens, _) => Task.FromResult(seen = tokens), The.Token);
        Assert.Null(await _store.ReadAsync("grant", The.Token));
        Assert.False(second.IsCompleted);

        release.SetResult(The.Tokens);
        await Task.WhenAll(first, second);

        Assert.Same(The.Tokens, seen);
    }

    [Fact]
    public async Task A_change_that_fails_releases_the_lock()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => _store.UpdateAsync("grant", (_, _) => throw new NotSupportedException(), The.Token));

        var next = _store.PutAsync("grant", The.Tokens);

        Assert.True(next.IsCompletedSuccessfully);
    }

    [Fact]
    public Task A_change_is_required()
        => Assert.ThrowsAsync<ArgumentNullException>("change", () => _store.UpdateAsync("grant", null!, The.Token));
}
