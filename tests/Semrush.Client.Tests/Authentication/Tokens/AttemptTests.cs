using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Tokens.Internal;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>What happens under the lock of a store, whatever the store does.</summary>
public sealed class AttemptTests
{
    private readonly Clock _time = new();
    private readonly FakeFlow _flow;

    public AttemptTests() => _flow = new(_time);

    [Fact]
    public async Task No_refresh_token_is_spent_for_a_caller_who_has_left()
    {
        var expired = _flow.Next();
        _time.Advance(_flow.Lifetime);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Attempt(_flow, held: null, rejected: null, _time).ChangeAsync(expired, new CancellationToken(canceled: true)));

        Assert.Equal(0, _flow.Renewals);
    }

    [Fact]
    public async Task Stored_tokens_as_old_as_unsaved_ones_win()
    {
        var unsaved = new Lease(_flow.Next()) { IsSaved = false };
        var stored = _flow.Next();

        Assert.Same(stored, await new Attempt(_flow, unsaved, rejected: null, _time).ChangeAsync(stored, The.Token));
    }

    [Fact]
    public void A_lease_is_fresh_from_a_margin_before_its_beginning_until_a_margin_before_its_end()
    {
        var tokens = new TokenSet(The.AccessToken, The.Noon, TimeSpan.FromMinutes(5));
        var lease = new Lease(tokens);

        Assert.False(lease.IsFreshAt(The.Noon.AddMinutes(-1).AddTicks(-1)));
        Assert.True(lease.IsFreshAt(The.Noon.AddMinutes(-1)));
        Assert.True(lease.IsFreshAt(The.Noon.AddMinutes(4).AddTicks(-1)));
        Assert.False(lease.IsFreshAt(The.Noon.AddMinutes(4)));
    }

    [Fact]
    public void A_token_set_has_a_token_and_a_lifetime()
    {
        Assert.Throws<ArgumentException>("accessToken", () => new TokenSet("", The.Noon, TimeSpan.FromMinutes(5)));
        Assert.Throws<ArgumentOutOfRangeException>("lifetime", () => new TokenSet(The.AccessToken, The.Noon, TimeSpan.Zero));
    }
}
