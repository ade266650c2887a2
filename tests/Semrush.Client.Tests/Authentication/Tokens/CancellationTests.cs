using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>Reliability 3: at each point where a renewal waits, the first, the second or every caller leaves.</summary>
public sealed class CancellationTests
{
    private static readonly int[][] Leavers = [[0], [1], [0, 1, 2]];

    public static TheoryData<Wait, int[]> Departures()
    {
        var data = new TheoryData<Wait, int[]>();
        foreach (var wait in Enum.GetValues<Wait>())
            foreach (var leavers in Leavers)
                data.Add(wait, leavers);
        return data;
    }

    [Theory]
    [MemberData(nameof(Departures))]
    public async Task A_refresh_goes_on_and_its_token_is_stored_when_callers_leave(Wait wait, int[] leavers)
    {
        var store = new GatedStore();
        using var scene = new TokenScene(store);
        await scene.WithExpiredTokenAsync();
        scene.Flow.OnRenew = async (_, token) => { await store.PassAsync(Wait.ForTheServer, token); return scene.Flow.Next(); };

        store.StopAt = wait;
        var exits = Enumerable.Range(0, 3).Select(_ => new CancellationTokenSource()).ToList();
        var callers = exits.ConvertAll(exit => scene.GetAsync(exit.Token));
        await store.Reached.WaitAsync(The.Token);
        foreach (var leaver in leavers)
        {
            await exits[leaver].CancelAsync();
            var left = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => callers[leaver]);
            Assert.Equal(exits[leaver].Token, left.CancellationToken);
        }

        store.StopAt = null;
        store.Release();

        foreach (var caller in callers.Where((_, index) => !leavers.Contains(index)))
            Assert.Equal("access-2", await caller);
        Assert.Equal("access-2", await scene.GetAsync());
        Assert.Equal("access-2", (await scene.StoredAsync())!.AccessToken);
        Assert.Equal(1, scene.Flow.Renewals);
        exits.ForEach(exit => exit.Dispose());
    }

    [Fact]
    public async Task A_cancelled_caller_gets_a_cached_token()
    {
        using var scene = new TokenScene();
        await scene.GetAsync();

        Assert.Equal("access-1", await scene.GetAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_wait_for_a_token()
    {
        using var scene = new TokenScene();
        scene.Flow.OnSignIn = async token => { await Task.Delay(Timeout.InfiniteTimeSpan, scene.Time, token); return scene.Flow.Next(); };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.GetAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task No_refresh_token_is_spent_after_the_manager_is_disposed()
    {
        var store = new UncancellableStore();
        using var scene = new TokenScene(store);
        await scene.PutAsync(scene.Flow.Next());
        scene.Time.Advance(scene.Flow.Lifetime);
        store.IsHeld = true;

        var caller = scene.GetAsync();
        await store.Reached.Task.WaitAsync(The.Token);
        scene.Manager.Dispose();
        store.Released.SetResult();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => caller);
        Assert.Equal(0, scene.Flow.Renewals);
    }

    [Fact]
    public async Task A_failure_without_a_caller_is_no_unobserved_exception()
    {
        var unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> count = (_, args) => unobserved += args.Exception.InnerException is NotSupportedException ? 1 : 0;
        TaskScheduler.UnobservedTaskException += count;
        try
        {
            await LeaveAFailureAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(0, unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= count;
        }
    }

    private static async Task LeaveAFailureAsync()
    {
        using var scene = new TokenScene();
        using var exit = new CancellationTokenSource();
        var leaving = new TaskCompletionSource();
        var failing = new TaskCompletionSource();
        scene.Flow.OnSignIn = async _ =>
        {
            leaving.SetResult();
            await failing.Task;
            throw new NotSupportedException();
        };
        var caller = scene.GetAsync(exit.Token);
        await leaving.Task;
        await exit.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        failing.SetResult();
        // Whoever waited for the flight would see its failure.
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, The.Token);
    }

    /// <summary>A store whose wait for its lock does not end with a cancellation.</summary>
    private sealed class UncancellableStore : ITokenStore
    {
        private readonly InMemoryTokenStore _inner = new();

        public bool IsHeld { get; set; }

        public TaskCompletionSource Reached { get; } = new();

        public TaskCompletionSource Released { get; } = new();

        public ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => _inner.ReadAsync(key, CancellationToken.None);

        public async Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
        {
            if (IsHeld)
            {
                Reached.SetResult();
                await Released.Task;
            }

            return await _inner.UpdateAsync(key, (tokens, _) => change(tokens, cancellationToken), CancellationToken.None);
        }
    }
}
