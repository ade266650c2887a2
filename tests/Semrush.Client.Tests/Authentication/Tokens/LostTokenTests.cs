using Microsoft.Extensions.Logging;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Diagnostics;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>What a refresh has obtained is not lost to what goes on around it.</summary>
public sealed class LostTokenTests
{
    [Fact]
    public async Task A_logger_that_fails_costs_no_tokens()
    {
        using var logger = new FailingLogger();
        using var scene = new TokenScene(log: logger);
        await scene.WithExpiredTokenAsync();

        Assert.Equal("access-2", await scene.GetAsync());

        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal(2, logger.Failures);
    }

    [Fact]
    public async Task A_store_that_makes_the_change_twice_spends_1_refresh_token()
    {
        var store = new RepeatingStore();
        using var scene = new TokenScene(store);
        await scene.WithExpiredTokenAsync();

        Assert.Equal("access-2", await scene.GetAsync());

        Assert.Equal(1, scene.Flow.Renewals);
        Assert.Equal("refresh-2", (await scene.StoredAsync())!.RefreshToken);
    }

    [Fact]
    public async Task A_rejection_of_a_refresh_token_that_another_process_has_spent_meanwhile_is_no_failure()
    {
        var store = new RepeatingStore();
        using var scene = new TokenScene(store);
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Refusal();
        store.Meanwhile = scene.Flow.Next();

        Assert.Equal(store.Meanwhile.AccessToken, await scene.GetAsync());
        Assert.Equal(store.Meanwhile.RefreshToken, (await scene.StoredAsync())!.RefreshToken);
    }

    [Theory]
    [InlineData("invalid_client")]
    [InlineData("unauthorized_client")]
    [InlineData("something_new")]
    public async Task A_rejection_that_does_not_say_that_the_refresh_token_is_invalid_keeps_it(string code)
    {
        using var scene = new TokenScene();
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = (_, _) => throw FakeFlow.Refusal(code);

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
        Assert.Equal("refresh-1", (await scene.StoredAsync())!.RefreshToken);

        scene.Flow.OnRenew = null;
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal(1, scene.Flow.SignIns);
    }

    [Fact]
    public async Task A_code_that_is_not_in_the_form_of_OAuth_keeps_the_refresh_token()
    {
        using var scene = new TokenScene();
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = (_, _) => throw new SemrushAuthenticationException("Unauthorized.", "Sign in.") { ErrorCode = "invalid_grant" };

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());

        Assert.Equal("refresh-1", (await scene.StoredAsync())!.RefreshToken);
    }

    [Fact]
    public async Task A_wait_for_the_lock_is_logged_after_a_second_and_not_before()
    {
        using var log = new Listening();
        var store = new GatedStore { StopAt = Wait.ForTheLock };
        using var scene = new TokenScene(store, log: log);
        var caller = scene.GetAsync();
        await store.Reached.WaitAsync(The.Token);

        scene.Time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        Assert.Empty(log.Logs);
        scene.Time.Advance(TimeSpan.FromTicks(1));
        await Until(() => log.Logs.Count == 1);
        store.Release();
        await caller;

        Assert.Equal(
            [
                (12, "fake: the lock GatedStore of the token store is held by another update, possibly while a person signs in; this update waits for it."),
                (10, "fake: tokens were obtained, valid until 2026-06-15T12:05:01.0000000+00:00."),
            ],
            log.Logs.Select(entry => (entry.Id.Id, entry.Text)));
    }

    [Fact]
    public async Task A_lock_that_could_not_be_obtained_is_named_and_not_waited_for_any_more()
    {
        using var log = new Listening();
        using var scene = new TokenScene(new FailingStore { FailsToLock = true }, log: log);

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => scene.GetAsync());
        scene.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.StartsWith("The lock FailingStore of the token store could not be obtained in time", failure.Message, StringComparison.Ordinal);
        Assert.Empty(log.Logs);
    }

    [Fact]
    public async Task A_slow_sign_in_is_not_logged_as_a_wait_for_a_lock()
    {
        using var log = new Listening();
        using var scene = new TokenScene(log: log);
        var (asked, approved) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Flow.OnSignIn = async _ => { asked.SetResult(); await approved.Task; return scene.Flow.Next(); };
        var caller = scene.GetAsync();
        await asked.Task;

        scene.Time.Advance(TimeSpan.FromMinutes(5));
        approved.SetResult();
        await caller;

        Assert.Equal([10], log.Logs.Select(entry => entry.Id.Id));
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, The.Token);
    }

    /// <summary>Makes every change twice, as a store does that compares and swaps, and was too late the first time.</summary>
    private sealed class RepeatingStore : ITokenStore
    {
        private readonly InMemoryTokenStore _inner = new();

        /// <summary>The tokens that another process has stored between the two.</summary>
        public TokenSet? Meanwhile { get; set; }

        public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => _inner.ReadAsync(key, cancellationToken);

        public Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
            => _inner.UpdateAsync(
                key,
                async (tokens, token) =>
                {
                    await change(tokens, token);
                    return await change(Meanwhile ?? tokens, token);
                },
                cancellationToken);
    }

    private sealed class FailingLogger : ILoggerFactory, ILogger
    {
        public int Failures { get; private set; }

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            Failures++;
            throw new InvalidOperationException("The disk of the log is full.");
        }

        public void Dispose()
        {
        }
    }
}
