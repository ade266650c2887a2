using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>The sources of attempts that ended in time are used again, and nothing of the former attempt is left in them.</summary>
public sealed class AttemptClockTests
{
    private readonly AttemptClock _clock = new(TimeProvider.System);

    [Fact]
    public void Sixteen_sources_are_kept_for_the_next_attempts()
    {
        var former = Use(20);

        Assert.Equal(16, Use(20).Intersect(former).Count());
    }

    [Fact]
    public async Task A_caller_who_cancels_later_does_not_hit_the_next_attempt()
    {
        using var caller = new CancellationTokenSource();
        var former = _clock.Start(Timeout.InfiniteTimeSpan, caller.Token);
        var token = former.Token;
        former.Dispose();
        using var next = _clock.Start(Timeout.InfiniteTimeSpan, CancellationToken.None);

        await caller.CancelAsync();

        Assert.Equal((token, false), (next.Token, next.Token.IsCancellationRequested));
    }

    [Fact]
    public async Task A_caller_who_cancels_now_ends_the_attempt_and_its_source()
    {
        using var caller = new CancellationTokenSource();
        var cancelled = _clock.Start(Timeout.InfiniteTimeSpan, caller.Token);
        var token = cancelled.Token;
        await caller.CancelAsync();
        Assert.True(token.IsCancellationRequested);

        cancelled.Dispose();

        using var next = _clock.Start(Timeout.InfiniteTimeSpan, CancellationToken.None);
        Assert.False(next.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_source_that_is_used_again_has_the_limit_of_its_attempt()
    {
        Use(1);
        using var next = _clock.Start(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = next.Token.Register(ended.SetResult);

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, The.Token);
    }

    [Fact]
    public void A_limit_keeps_to_the_clock_of_the_client()
    {
        var time = new FakeTimeProvider(The.Noon);
        var clock = new AttemptClock(time);
        var former = clock.Start(TimeSpan.FromSeconds(7), CancellationToken.None);
        var token = former.Token;
        former.Dispose();

        using var limit = clock.Start(TimeSpan.FromSeconds(7), CancellationToken.None);
        var start = clock.Now;
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(limit.Token.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((true, TimeSpan.FromSeconds(7)), (limit.Token.IsCancellationRequested, clock.Since(start)));
        Assert.NotEqual(token, limit.Token);
    }

    private List<CancellationToken> Use(int count)
    {
        var limits = Enumerable.Range(0, count).Select(_ => _clock.Start(Timeout.InfiniteTimeSpan, CancellationToken.None)).ToList();
        var tokens = limits.ConvertAll(limit => limit.Token);
        limits.ForEach(limit => limit.Dispose());
        return tokens;
    }
}
