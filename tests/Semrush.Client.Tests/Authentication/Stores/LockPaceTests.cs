using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>How often a waiting process tries to get the lock.</summary>
public sealed class LockPaceTests : IDisposable
{
    private static readonly double[] Pauses = [10, 20, 40, 80, 100, 100, 100, 100, 100, 100];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_pause_is_twice_the_last_up_to_a_tenth_of_a_second_give_or_take_a_half()
    {
        using var exit = new CancellationTokenSource();
        var time = new Clock();
        var waiting = new FileTokenStore(new() { Folder = _folder.Store }, time);

        await new FileTokenStore(new() { Folder = _folder.Store }).UpdateAsync(
            "grant",
            async (tokens, _) =>
            {
                var update = waiting.UpdateAsync("grant", (tokens, _) => Task.FromResult(tokens), exit.Token);
                // The first wait is the time limit of the whole update.
                for (var pause = 1; pause <= Pauses.Length; pause++)
                {
                    await time.UntilBegunAsync(1 + pause);
                    time.Advance(TimeSpan.FromMilliseconds(150));
                }

                await exit.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => update);
                return tokens;
            },
            The.Token);

        var pauses = time.Waits.Skip(1).Take(Pauses.Length).ToList();
        Assert.All(pauses.Zip(Pauses), pair => Assert.InRange(pair.First.TotalMilliseconds, Math.Floor(pair.Second * 0.5), pair.Second * 1.5));
        Assert.True(pauses.Distinct().Count() > 1, "Processes that wait equally long keep step.");
    }
}
