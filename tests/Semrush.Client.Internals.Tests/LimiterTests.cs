using System.Runtime.CompilerServices;
using Semrush.Client.Http.Limits.Internal;
using static Semrush.Client.Http.Limits.Internal.Limiter;

namespace Semrush.Client.Internals.Tests;

/// <summary>One limiter: the exact window of each start, the order of those that wait, and what a cancellation leaves behind.</summary>
public sealed class LimiterTests
{
    // With the margin, it is a second.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1) - Limiter.Margin;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly AsyncLocal<object?> Surroundings = new();
    private static readonly int Rounds = Counts.Of(few: 20_000, full: 500_000);

    private readonly FakeClock _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void An_unused_permit_is_free_at_once()
    {
        var limiter = Starts(1);

        Take(limiter).Dispose();

        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public void A_start_counts_for_one_window_although_timers_are_early()
    {
        var time = new FakeClock { Early = TimeSpan.FromMilliseconds(1) };
        var limiter = new Limiter(1, TimeSpan.FromSeconds(1), 0, time);
        var permit = Take(limiter);
        permit.Start();
        permit.Dispose();
        permit.Dispose();

        Assert.Equal(0, Free(limiter));
        while (time.Next())
            Assert.Equal(time.Elapsed >= TimeSpan.FromSeconds(1) + Limiter.Margin ? 1 : 0, Free(limiter));
        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public void Each_start_counts_for_its_own_window_and_a_repeated_start_counts_from_then()
    {
        var limiter = Starts(3);
        var permits = Enumerable.Range(0, 3).Select(_ => Take(limiter)).ToList();
        foreach (var permit in permits)
        {
            permit.Start();
            _time.Advance(TimeSpan.FromMilliseconds(200));
        }

        permits[1].Start();
        permits.ForEach(permit => permit.Dispose());

        // Started at 0, 600 and 400 milliseconds; it is 600 now.
        var free = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            free.Add(Free(limiter));
        }

        Assert.Equal([0, 1, 1, 2, 3], free);
        permits[0].Start();
        Assert.Equal(3, Free(limiter));
    }

    [Fact]
    public void A_start_after_the_end_changes_nothing()
    {
        var limiter = Starts(1);
        var permit = Take(limiter);
        permit.Start();
        permit.Dispose();

        _time.Advance(TimeSpan.FromMilliseconds(600));
        permit.Start();
        _time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.Equal(0, Free(limiter));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public void An_unwritten_request_keeps_its_permit_beyond_the_window()
    {
        var limiter = Starts(1);
        var permit = Take(limiter);
        permit.Start();

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, Free(limiter));

        // Its connection is there only now, and the window begins.
        permit.Start();
        permit.Dispose();
        Assert.Equal(0, Free(limiter));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public void An_unwritten_request_returns_its_permit_when_it_ends_after_the_window()
    {
        var limiter = Starts(1);
        var permit = Take(limiter);
        permit.Start();
        _time.Advance(TimeSpan.FromSeconds(5));

        permit.Dispose();

        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public void A_written_request_counts_from_when_it_was_written_with_or_without_a_response()
    {
        var limiter = Starts(1);
        var permit = Take(limiter);
        permit.Start();
        _time.Advance(TimeSpan.FromMilliseconds(600));
        permit.Write();

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, Free(limiter));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Free(limiter));

        // The response and the end come when another attempt may have the permit.
        using var next = Take(limiter);
        permit.Write();
        permit.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, Free(limiter));
    }

    [Theory]
    [InlineData(true, 1300)]
    [InlineData(false, 1000)]
    public void The_first_request_on_a_connection_counts_from_its_response(bool isFirst, int milliseconds)
    {
        var limiter = Starts(1);
        using var permit = Take(limiter);
        if (isFirst)
            permit.Connect();
        permit.Write();
        _time.Advance(TimeSpan.FromMilliseconds(300));
        permit.Respond();

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 301));
        Assert.Equal(0, Free(limiter));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public async Task A_place_is_free_when_its_request_ends()
    {
        var limiter = new Limiter(0, TimeSpan.Zero, 2, _time);
        var first = Take(limiter);
        var second = Take(limiter);
        first.Start();
        var waiting = limiter.EnterAsync(Priority.Call, null, Token).AsTask();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(waiting.IsCompleted);

        first.Dispose();
        first.Dispose();

        using var third = await waiting.WaitAsync(Patience, Token);
        Assert.Equal(0, Free(limiter));
        second.Dispose();
        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public async Task A_wider_limit_serves_those_that_wait_and_a_narrower_one_changes_nothing()
    {
        var limiter = new Limiter(1, Window, 1, _time);
        using var held = Take(limiter);
        var waiting = Enumerable.Range(0, 3).Select(_ => limiter.EnterAsync(Priority.Call, null, Token).AsTask()).ToList();

        limiter.Widen(3, 2);
        (await waiting[0].WaitAsync(Patience, Token)).Start();
        limiter.Widen(1, 1);
        Assert.Equal((3, 2), (limiter.Starts, limiter.Concurrent));
        (await waiting[0]).Dispose();
        await waiting[1].WaitAsync(Patience, Token);

        // Three starts count.
        Assert.False(waiting[2].IsCompleted);
    }

    [Fact]
    public async Task An_outer_permit_follows_the_inner_one()
    {
        var (outer, inner) = (Starts(1), Starts(1));
        var permit = await inner.EnterAsync(Priority.Call, Take(outer), Token);
        permit.Write();
        permit.Dispose();

        Assert.Equal((0, 0), (Free(outer), Free(inner)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (Free(outer), Free(inner)));
    }

    [Fact]
    public async Task Retries_go_first_then_calls_then_those_of_a_bulk_one_at_a_time()
    {
        var limiter = new Limiter(0, TimeSpan.Zero, 1, _time);
        var served = new List<string>();
        var held = Take(limiter);
        Priority[] arrivals =
        [
            Priority.BulkCall, Priority.BulkCall, Priority.BulkRetry, Priority.Call, Priority.Call, Priority.Retry, Priority.BulkRetry, Priority.Retry, Priority.Call,
        ];
        var waiting = arrivals.Select(UseAsync).ToList();

        held.Dispose();
        await Task.WhenAll(waiting).WaitAsync(Patience, Token);

        // The first call of a bulk is among the single calls from the beginning; a retry of a bulk comes after the next single call.
        Assert.Equal(["Retry 5", "Retry 7", "BulkCall 0", "Call 3", "BulkRetry 2", "Call 4", "BulkRetry 6", "Call 8", "BulkCall 1"], served);

        async Task UseAsync(Priority priority, int index)
        {
            using var permit = await limiter.EnterAsync(priority, null, Token);
            served.Add($"{priority} {index}");
        }
    }

    [Fact]
    public async Task A_cancelled_call_of_a_bulk_leaves_its_place_to_the_next()
    {
        var limiter = new Limiter(0, TimeSpan.Zero, 1, _time);
        using var cancellation = new CancellationTokenSource();
        var held = Take(limiter);
        var cancelled = limiter.EnterAsync(Priority.BulkCall, null, cancellation.Token).AsTask();
        var next = limiter.EnterAsync(Priority.BulkCall, null, Token).AsTask();

        await cancellation.CancelAsync();
        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled)).CancellationToken);
        held.Dispose();

        (await next.WaitAsync(Patience, Token)).Dispose();
        Assert.Equal(1, Free(limiter));
    }

    [Fact]
    public async Task A_cancellation_while_the_permit_comes_back_blocks_no_later_call()
    {
        var limiter = new Limiter(0, TimeSpan.Zero, 1, _time);
        for (var round = 0; round < Rounds; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var held = await limiter.EnterAsync(Priority.Call, null, Token);
            var waiting = limiter.EnterAsync(Priority.Call, null, cancellation.Token).AsTask();
            var next = Task.CompletedTask;

            Parallel.Invoke(cancellation.Cancel, () =>
            {
                held.Dispose();
                next = UseAsync(limiter.EnterAsync(Priority.Call, null, Token).AsTask());
            });

            await UseAsync(waiting);
            await next.WaitAsync(Patience, Token);
        }

        (await limiter.EnterAsync(Priority.Call, null, Token)).Dispose();

        static async Task UseAsync(Task<Limiter.Permit> waiting)
        {
            try
            {
                (await waiting).Dispose();
            }
            catch (OperationCanceledException)
            {
                // Then there is no permit to give back.
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_context_of_the_first_caller_is_not_kept(bool flows)
    {
        var (limiter, surroundings) = Make(flows);
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(surroundings.IsAlive);
        GC.KeepAlive(limiter);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Limiter Limiter, WeakReference Surroundings) Make(bool flows)
    {
        Limiter? limiter = null;
        WeakReference? surroundings = null;
        var thread = new Thread(() =>
        {
            Surroundings.Value = new object();
            surroundings = new(Surroundings.Value);
            if (!flows)
                ExecutionContext.SuppressFlow();
            limiter = new(1, TimeSpan.FromSeconds(1), 0, TimeProvider.System);
        });
        thread.Start();
        thread.Join();
        return (limiter!, surroundings!);
    }

    private Limiter Starts(int starts) => new(starts, Window, 0, _time);

    private static Limiter.Permit Take(Limiter limiter)
    {
        var entering = limiter.EnterAsync(Priority.Call, null, CancellationToken.None).AsTask();
        Assert.True(entering.IsCompletedSuccessfully);
        return entering.Result;
    }

    // How many permits an attempt would get without waiting. Those that are not used are free again.
    private static int Free(Limiter limiter)
    {
        using var end = new CancellationTokenSource();
        var taken = new List<Limiter.Permit>();
        while (limiter.EnterAsync(Priority.Call, null, end.Token).AsTask() is { IsCompletedSuccessfully: true } entering)
            taken.Add(entering.Result);
        end.Cancel();
        taken.ForEach(permit => permit.Dispose());
        return taken.Count;
    }
}
