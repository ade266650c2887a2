using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Authentication.Stores;
using Semrush.Client.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>The wait for the lock. Two stores stand for two processes: they have nothing in common but the folder.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(The.Noon);
    private readonly TaskCompletionSource _release = new();
    private readonly FileTokenStore _waiting;
    private readonly Task _holder;

    public FileLockTests()
    {
        _waiting = new(new() { Folder = _folder.Store }, _time);
        var held = new TaskCompletionSource();
        _holder = new FileTokenStore(new() { Folder = _folder.Store }).UpdateAsync("grant", HoldAsync, The.Token);

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

    [Fact]
    public async Task The_wait_can_be_given_up()
    {
        using var exit = new CancellationTokenSource();
        var update = _waiting.UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), exit.Token);

        await exit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => update);
    }

    [Fact]
    public async Task A_read_does_not_wait() => Assert.Null(await _waiting.ReadAsync("grant", The.Token));

    [Fact]
    public async Task An_update_of_another_grant_does_not_wait() => await _waiting.PutAsync("another grant", The.Tokens);
}
