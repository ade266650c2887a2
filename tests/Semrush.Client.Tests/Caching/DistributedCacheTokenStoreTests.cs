using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.Stores;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Caching;

public sealed class DistributedCacheTokenStoreTests
{
    private const string Entry = "semrush:tokens:grant";
    private readonly FakeCache _cache = new();
    private readonly FakeLocks _locks = new();

    [Fact]
    public async Task Another_store_on_the_cache_reads_the_tokens()
    {
        await Store().PutAsync("grant", The.Tokens);

        var read = await Store().ReadAsync("grant", The.Token);

        Assert.Equal(The.Tokens.AccessToken, read!.AccessToken);
        Assert.Equal(The.Tokens.RefreshToken, read.RefreshToken);
        Assert.Equal(The.Tokens.ObtainedAt, read.ObtainedAt);
        Assert.Equal(The.Tokens.ExpiresAt, read.ExpiresAt);
        Assert.Null(await Store().ReadAsync("another grant", The.Token));
    }

    [Fact]
    public async Task An_update_holds_the_lock_of_its_key_from_the_read_to_the_write()
    {
        _cache.OnAccess = () => Assert.Equal(["semrush:tokens:grant:lock"], _locks.Held);

        await Store().PutAsync("grant", The.Tokens);

        Assert.Equal(2, _cache.Accesses);
        Assert.Empty(_locks.Held);
    }

    [Fact]
    public async Task A_read_takes_no_lock()
    {
        _cache.OnAccess = () => Assert.Empty(_locks.Held);

        Assert.Null(await Store().ReadAsync("grant", The.Token));
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_tokens_and_lifts_the_lock()
    {
        await Store().PutAsync("grant", The.Tokens);

        await Assert.ThrowsAsync<NotSupportedException>(() => Store().UpdateAsync("grant", (_, _) => throw new NotSupportedException(), The.Token));

        Assert.NotNull(await Store().ReadAsync("grant", The.Token));
        Assert.Empty(_locks.Held);
    }

    [Fact]
    public async Task A_change_that_returns_what_it_got_writes_nothing()
    {
        await Store().PutAsync("grant", The.Tokens);
        var before = _cache.Entries[Entry];

        await Store().UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), The.Token);

        Assert.Same(before, _cache.Entries[Entry]);
    }

    [Fact]
    public async Task Tokens_that_are_not_to_be_kept_are_removed()
    {
        await Store().PutAsync("grant", The.Tokens);
        await Store().PutAsync("grant", null);

        Assert.Empty(_cache.Entries);
    }

    [Fact]
    public async Task Tokens_written_by_another_process_after_a_lost_lock_are_not_removed()
    {
        await Store().PutAsync("grant", The.Tokens);

        await Store().UpdateAsync(
            "grant",
            (_, _) =>
            {
                _cache.Set(Entry, TokenSerializer.Serialize("grant", new("theirs", The.Noon, TimeSpan.FromDays(7))), new());
                return Task.FromResult<TokenSet?>(null);
            },
            The.Token);

        Assert.Equal("theirs", (await Store().ReadAsync("grant", The.Token))!.AccessToken);
    }

    [Fact]
    public async Task New_tokens_are_written_though_the_caller_has_left()
    {
        using var exit = new CancellationTokenSource();

        await Store().UpdateAsync("grant", async (_, _) => { await exit.CancelAsync(); return The.Tokens; }, exit.Token);

        Assert.NotNull(await Store().ReadAsync("grant", The.Token));
    }

    [Fact]
    public async Task An_entry_has_a_lifetime_of_a_year()
    {
        await Store().PutAsync("grant", The.Tokens);

        Assert.Equal(TimeSpan.FromDays(365), _cache.LastOptions!.AbsoluteExpirationRelativeToNow);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData(90.5, 90.5)]
    public async Task A_lock_that_is_held_elsewhere_is_waited_for_until_the_limit_and_then_named(double? limit, double seconds)
    {
        _locks.AreTaken = true;
        var store = new DistributedCacheTokenStore(_cache, _locks, lockTimeout: limit is null ? null : TimeSpan.FromSeconds(limit.Value));
        await using var tokens = new TokenManager(new FakeFlow(TimeProvider.System), store);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(
            () => tokens.GetAuthorizationTokenAsync(TokenScene.Api, null, The.Token));

        Assert.Equal(TimeSpan.FromSeconds(seconds), _locks.LastTimeout);
        Assert.StartsWith("The lock semrush:tokens:fake;account=default:lock of the token store could not be obtained in time", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            FormattableString.Invariant($"The lock semrush:tokens:fake;account=default:lock could not be obtained within {seconds} s."),
            Assert.IsType<TimeoutException>(failure.InnerException).Message);
    }

    [Fact]
    public void A_time_limit_is_more_than_zero_or_infinite()
    {
        Assert.Throws<ArgumentOutOfRangeException>("lockTimeout", () => new DistributedCacheTokenStore(_cache, _locks, lockTimeout: TimeSpan.Zero));
        _ = new DistributedCacheTokenStore(_cache, _locks, lockTimeout: Timeout.InfiniteTimeSpan);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task An_invalid_entry_counts_as_none(string content)
    {
        _cache.Set(Entry, System.Text.Encoding.UTF8.GetBytes(content), new());

        Assert.Null(await Store().ReadAsync("grant", The.Token));
    }

    [Fact]
    public async Task With_a_data_protector_the_cache_holds_no_token_in_the_clear()
    {
        await Store(new FakeProtector(1)).PutAsync("grant", The.Tokens);

        Assert.DoesNotContain("canary", System.Text.Encoding.Latin1.GetString(_cache.Entries[Entry]), StringComparison.Ordinal);
        Assert.Equal(The.AccessToken, (await Store(new FakeProtector(1)).ReadAsync("grant", The.Token))!.AccessToken);
    }

    [Fact]
    public async Task An_entry_of_another_data_protection_key_counts_as_none()
    {
        await Store(new FakeProtector(1)).PutAsync("grant", The.Tokens);

        Assert.Null(await Store(new FakeProtector(2)).ReadAsync("grant", The.Token));
    }

    private DistributedCacheTokenStore Store(IDataProtector? protector = null) => new(_cache, _locks, protector);

    private sealed class FakeProtector(byte key) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => [key, .. plaintext.Select(value => (byte)~value)];

        public byte[] Unprotect(byte[] protectedData)
            => protectedData[0] == key ? [.. protectedData.Skip(1).Select(value => (byte)~value)] : throw new CryptographicException("Another key.");
    }
}
