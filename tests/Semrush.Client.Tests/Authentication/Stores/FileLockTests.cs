using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>The wait for the lock. Two stores stand for two processes: they have nothing in common but the folder.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Clock _time = new();
    private readonly TaskCompletionSource _release = new();
    private readonly FileTokenStore _holding;
    private readonly FileTokenStore _waiting;
    private readonly Task _holder;

    public FileLockTests()
    {
        _holding = new(new() { Folder = _folder.Store });
        _waiting = new(new() { Folder = _folder.Store }, _time);
        var held = new TaskCompletionSource();
        _holder = _holding.UpdateAsync("grant", HoldAsync, The.Token);

        async Task<TokenSet?> HoldAsync(TokenSet? tokens, CancellationToken cancellationToken)
        {
            held.SetResult();
            await _release.Task;
            return The.Tokens;
        }

        held.Task.Wait(The.Token);
    }

    public void Dispose()
    {
        _release.TrySetResult();
        _holder.Wait(The.Token);
        _folder.Dispose();
    }

    [Fact]
    public async Task An_update_waits_for_that_of_another_process_and_gets_what_it_wrote()
    {
        string? seen = null;
        var update = _waiting.UpdateAsync("grant", (tokens, _) => { seen = tokens?.AccessToken; return Task.FromResult(tokens); }, The.Token);
        Assert.False(update.IsCompleted);

        _release.SetResult();
        await _holder;
        while (!update.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(150));
            await Task.Yield();
        }

        Assert.Equal(The.AccessToken, seen);
    }

    [Fact]
    public async Task The_wait_looks_at_the_lock_only_when_its_pause_is_over()
    {
        var update = _waiting.PutAsync("grant", null);
        _release.SetResult();
        await _holder;

        // Real time passes, but not on the clock of the store.
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, The.Token);
        Assert.False(update.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(15));
        await update.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, The.Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wait_can_be_given_up(bool withinTheProcess)
    {
        using var exit = new CancellationTokenSource();
        var update = (withinTheProcess ? _holding : _waiting).UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), exit.Token);

        await exit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => update);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wait_ends_with_the_time_limit_and_the_name_of_the_lock(bool withinTheProcess)
    {
        var limit = TimeSpan.FromSeconds(90.5);
        var time = new Clock();
        var (first, second) = (Store(time), Store(time));
        var changes = 0;
        if (withinTheProcess)
        {
            _ = first.PutAsync("grant", null);
            await time.UntilBegunAsync(limit);
        }

        var update = (withinTheProcess ? first : second).UpdateAsync("grant", (tokens, _) => { changes++; return Task.FromResult(tokens); }, The.Token);
        await time.UntilBegunAsync(limit);
        time.Advance(limit - TimeSpan.FromTicks(1));
        Assert.False(update.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => update);
        Assert.StartsWith(
            $"The lock {Assert.Single(Directory.GetFiles(_folder.Store, "*.lock"))} of the token store could not be obtained within 90.5 s, as another update holds it. "
                + "It may be waiting for a person to sign in: call again later. If its process hangs, end that process. FileTokenStoreOptions.LockTimeout sets the time limit.",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(0, changes);

        FileTokenStore Store(TimeProvider time) => new(new() { Folder = _folder.Store, LockTimeout = limit }, time);
    }

    [Fact]
    public async Task After_a_wait_that_was_given_up_the_next_one_gets_the_lock()
    {
        var time = new Clock();
        var store = new FileTokenStore(new() { Folder = _folder.Store }, time);
        var given = store.PutAsync("grant", null);
        await time.UntilBegunAsync(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => given);
        _release.SetResult();
        await _holder;

        await store.UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), The.Token).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, The.Token);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(2592000000)]
    public void A_time_limit_is_more_than_zero(double milliseconds)
    {
        var options = new FileTokenStoreOptions { Folder = _folder.Store, LockTimeout = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.Contains("LockTimeout", Assert.Throws<ArgumentException>("options", () => new FileTokenStore(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_does_not_wait() => Assert.Null(await _waiting.ReadAsync("grant", The.Token));

    [Fact]
    public async Task An_update_of_another_key_does_not_wait() => await _waiting.PutAsync("another grant", The.Tokens);
}
