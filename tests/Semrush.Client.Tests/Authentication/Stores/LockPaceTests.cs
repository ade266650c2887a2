using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>How often a waiting process looks at the lock.</summary>
public sealed class LockPaceTests : IDisposable
{
    private static readonly double[] Pauses = [10, 20, 40, 80, 100, 100, 100, 100, 100, 100];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_pause_is_twice_the_last_up_to_a_tenth_of_a_second_give_or_take_a_half()
    {
        using var exit = new CancellationTokenSource();
        var time = new CountedPauses
        {
            OnPause = count =>
            {
                if (count == Pauses.Length)
                    exit.Cancel();
            },
        };
        var waiting = new FileTokenStore(new() { Folder = _folder.Store }, time);

        await new FileTokenStore(new() { Folder = _folder.Store }).UpdateAsync(
            "grant",
            async (tokens, _) =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => waiting.UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), exit.Token).WaitAsync(Patience, TimeProvider.System, The.Token));
                return tokens;
            },
            The.Token);

        Assert.Equal(Pauses.Length, time.Pauses.Count);
        Assert.All(time.Pauses.Zip(Pauses), pair => Assert.InRange(pair.First.TotalMilliseconds, Math.Floor(pair.Second * 0.5), pair.Second * 1.5));
        Assert.True(time.Pauses.Distinct().Count() > 1, "Processes that wait equally long keep step.");
    }

    /// <summary>A clock on which every pause is over at once.</summary>
    private sealed class CountedPauses : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public Action<int>? OnPause { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            // The time limit of the whole wait is no pause.
            if (dueTime == new FileTokenStoreOptions().LockTimeout)
                return base.CreateTimer(callback, state, dueTime, period);
            Pauses.Add(dueTime);
            OnPause?.Invoke(Pauses.Count);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
