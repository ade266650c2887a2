using System.Threading.RateLimiting;
using Semrush.Client.Tests.Http.Retry;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A single call does not wait behind bulk operations, and these use the rest of the rate.</summary>
public sealed class FairnessTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_single_call_starts_within_2_permits_beside_bulks_of_2000(int bulks)
    {
        using var scene = new AccountScene();
        var client = scene.Client();
        for (var bulk = 0; bulk < bulks; bulk++)
            _ = scene.BulkAsync(client, 2000, $"bulk{bulk}");
        await scene.UntilSentAsync(5);

        _ = scene.SingleAsync(scene.Client());

        Assert.InRange(await scene.RequestsUntilSentAsync(), 1, 2);
    }

    [Fact]
    public async Task A_single_call_at_ten_a_second_is_sent_in_the_next_second_and_not_after_200()
    {
        using var scene = new AccountScene();
        var client = scene.Client(perSecond: 10);
        _ = scene.BulkAsync(client, 2000);
        scene.SingleAt(TimeSpan.FromMilliseconds(500), client);

        await scene.RequestsUntilSentAsync();

        Assert.Equal(TimeSpan.FromMilliseconds(1005), scene.Time.Elapsed);
    }

    [Fact]
    public async Task Ten_single_calls_start_one_after_the_other_beside_a_bulk()
    {
        using var scene = new AccountScene();
        var client = scene.Client();
        _ = scene.BulkAsync(client, 2000);
        await scene.UntilSentAsync(5);

        for (var number = 0; number < 10; number++)
            _ = scene.SingleAsync(client, $"single{number}");

        // One of the bulk was at the limit already.
        Assert.Equal(11, await scene.RequestsUntilSentAsync("single9"));
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"single{number}"), scene.Sent.Skip(6));
    }

    [Fact]
    public async Task A_single_call_takes_the_next_place_but_one_where_a_bulk_has_taken_all()
    {
        var responses = 0;
        using var scene = new AccountScene { Latency = () => TimeSpan.FromSeconds(10) + TimeSpan.FromMilliseconds(Interlocked.Increment(ref responses) * 10) };
        var client = scene.Client(perSecond: 1000, atOnce: 3);
        _ = scene.BulkAsync(client, 2000);
        await scene.UntilSentAsync(9);

        _ = scene.SingleAsync(client);

        Assert.InRange(await scene.RequestsUntilSentAsync(), 1, 2);
    }

    [Fact]
    public async Task A_single_call_starts_within_2_permits_beside_a_bulk_that_is_rejected_all_the_time()
    {
        using var scene = new AccountScene { Respond = static (name, attempt) => name.StartsWith("bulk", StringComparison.Ordinal) && attempt <= 3 ? Response.Error(503) : null };
        var client = scene.Client(retries: 3);
        _ = scene.BulkAsync(client, 2000);

        for (var call = 0; call < 5; call++)
        {
            await scene.UntilSentAsync(scene.Sent.Count + 4);
            _ = scene.SingleAsync(client, $"single{call}");
            Assert.InRange(await scene.RequestsUntilSentAsync($"single{call}"), 1, 2);
        }
    }

    [Fact]
    public async Task A_retry_of_a_bulk_goes_before_its_calls_that_were_never_sent()
    {
        using var scene = new AccountScene { Respond = static (name, attempt) => name == "bulk-4" && attempt == 1 ? Response.Error(503) : null };
        _ = scene.BulkAsync(scene.Client(retries: 1), 2000);

        await scene.UntilSentAsync(10);

        // Another may be at the limit already.
        Assert.InRange(scene.Sent.ToList().LastIndexOf("bulk-4"), 5, 6);
    }

    [Fact]
    public async Task A_retry_of_a_bulk_takes_turns_with_single_calls_as_the_time_of_its_call_runs_out()
    {
        using var scene = new AccountScene { Respond = static (name, attempt) => name == "bulk-4" && attempt == 1 ? Response.Error(503) : null };
        var client = scene.Client(retries: 1);
        _ = scene.BulkAsync(client, 2000);
        await scene.UntilSentAsync(5);
        for (var number = 0; number < 100; number++)
            _ = scene.SingleAsync(client, $"single{number}");

        await scene.UntilSentAsync(10);

        Assert.InRange(scene.Sent.ToList().LastIndexOf("bulk-4"), 5, 8);
    }

    [Fact]
    public async Task A_retry_of_a_single_call_goes_before_all_others()
    {
        using var scene = new AccountScene { Respond = static (name, attempt) => name == "single0" && attempt == 1 ? Response.Error(503) : null };
        var client = scene.Client(retries: 1);
        _ = scene.BulkAsync(client, 2000);
        for (var number = 0; number < 100; number++)
            _ = scene.SingleAsync(client, $"single{number}");

        await scene.UntilSentAsync(6);

        // Behind the one call that is at the limit already.
        Assert.InRange(scene.Sent.ToList().LastIndexOf("single0"), 3, 4);
    }

    [Fact]
    public async Task Single_calls_without_end_do_not_stop_a_bulk()
    {
        using var scene = new AccountScene();
        var client = scene.Client();
        _ = scene.BulkAsync(client, 2000);
        var singles = 0;

        for (var second = 0; second < 100; second++)
        {
            // As many as may start.
            _ = scene.SingleAsync(client, $"single{singles++}");
            await scene.UntilSentAsync(scene.Sent.Count + 1);
        }

        Assert.InRange(scene.Sent.Count(name => name.StartsWith("bulk", StringComparison.Ordinal)), 10, 60);
    }

    [Fact]
    public async Task A_bulk_beside_single_calls_uses_the_whole_rate()
    {
        using var scene = new AccountScene();
        var client = scene.Client(perSecond: 10);
        _ = scene.BulkAsync(client, 200);
        for (var number = 1; number <= 50; number++)
            scene.SingleAt(TimeSpan.FromMilliseconds(number * 300), client, $"single{number}");

        await scene.RunAsync();

        Assert.Equal(Enumerable.Range(0, 250).Select(number => number / 10 * TimeSpan.FromMilliseconds(1005)), scene.Starts);
        for (var number = 1; number <= 50; number++)
            Assert.InRange(scene.Starts[scene.Sent.ToList().IndexOf($"single{number}")] - TimeSpan.FromMilliseconds(number * 300), TimeSpan.Zero, TimeSpan.FromMilliseconds(1005));
    }

    [Fact]
    public async Task Each_client_of_other_settings_adds_at_most_two_permits_with_a_bulk_of_its_own()
    {
        var responses = 0;
        using var scene = new AccountScene { Latency = () => TimeSpan.FromSeconds(10) + TimeSpan.FromMilliseconds(Interlocked.Increment(ref responses) * 10) };
        var (narrow, wide) = (scene.Client(perSecond: 1000, atOnce: 2), scene.Client(perSecond: 1000, atOnce: 3));
        _ = scene.BulkAsync(narrow, 1000, "bulk0");
        _ = scene.BulkAsync(wide, 1000, "bulk1");
        await scene.UntilSentAsync(9);

        _ = scene.SingleAsync(wide);

        Assert.InRange(await scene.RequestsUntilSentAsync(), 1, 4);
    }

    [Fact]
    public async Task A_bulk_that_is_cancelled_leaves_every_turn_and_permit()
    {
        using var scene = new AccountScene { Respond = static (name, attempt) => name == "bulk-1" && attempt == 1 ? Response.Error(503) : null };
        using var caller = new CancellationTokenSource();
        var client = scene.Client(retries: 1);
        var bulk = scene.BulkAsync(client, 50, cancellationToken: caller.Token);
        await scene.UntilSentAsync(2);
        _ = scene.SingleAsync(client, "single0");
        _ = scene.SingleAsync(client, "single1");

        // One waits at the limit, a retry for its turn there, one behind the single calls, and all others behind that one.
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bulk);
        scene.Forget(client, 49);
        _ = scene.BulkAsync(client, 2, "later");
        await scene.RunAsync();

        Assert.Equal(["bulk-0", "bulk-1", "single0", "single1", "later-0", "later-1"], scene.Sent);
    }

    [Fact]
    public async Task Single_calls_that_are_cancelled_leave_their_turn_to_the_bulk()
    {
        using var scene = new AccountScene();
        using var caller = new CancellationTokenSource();
        var client = scene.Client();
        _ = scene.BulkAsync(client, 10);
        await scene.UntilSentAsync(3);
        var singles = Enumerable.Range(0, 5).Select(number => scene.SingleAsync(client, $"single{number}", caller.Token)).ToList();

        await caller.CancelAsync();
        foreach (var single in singles)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => single);
        await scene.RunAsync();

        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"bulk-{number}"), scene.Sent);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => number * TimeSpan.FromMilliseconds(1005)), scene.Starts);
    }

    [Fact]
    public async Task A_call_of_the_reader_of_a_bulk_is_a_single_call()
    {
        using var scene = new AccountScene();
        var client = scene.Client();
        await using var reader = scene.Bulk(client, 50).GetAsyncEnumerator(The.Token);
        Assert.True(await reader.MoveNextAsync());

        _ = scene.SingleAsync(client);

        Assert.InRange(await scene.RequestsUntilSentAsync(), 1, 2);
    }

    [Fact]
    public async Task A_call_of_a_custom_provider_for_a_bulk_is_a_single_call()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 });
        var taken = limiter.AttemptAcquire();
        var stub = StubHandler.Returning(request => Response.Payload(request.Query.Length > 0 ? "map-rank-tracker.get-heatmap" : "map-rank-tracker.get-campaign"));
        using var other = The.Client(stub, The.Limited.UseRateLimiter(limiter));
        var (asked, called) = (0, Task.CompletedTask);
        var provider = new CustomTokenProvider(_ =>
        {
            if (++asked == 3)
                called = other.MapRankTracker.GetCampaignAsync("single", cancellationToken: The.Token);
            return Task.FromResult(The.AccessToken);
        });
        using var client = The.Client(stub, new SemrushClientOptions().UseAccessTokenProvider(provider).UseRateLimiter(limiter));

        var bulk = client.MapRankTracker.GetHeatmapsAsync(AccountScene.Campaign(20), new() { MaxAhead = 20 }, cancellationToken: The.Token).ToListAsync(The.Token);
        taken.Dispose();
        await bulk;
        await called;

        Assert.InRange(stub.Requests.ToList().FindIndex(request => request.Query.Length == 0), 3, 4);
    }

    [Fact]
    public async Task One_call_at_a_time_waits_at_a_custom_limiter_in_the_order_of_this_library()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 100 });
        var taken = limiter.AttemptAcquire();
        var stub = StubHandler.Returning(request => Response.Payload(request.Query.Length > 0 ? "map-rank-tracker.get-heatmap" : "map-rank-tracker.get-campaign"));
        using var client = The.Client(stub, The.Limited.UseRateLimiter(limiter));

        var bulk = client.MapRankTracker.GetHeatmapsAsync(AccountScene.Campaign(20), new() { MaxAhead = 20 }, cancellationToken: The.Token).ToListAsync(The.Token);
        Assert.Equal(1, limiter.GetStatistics()!.CurrentQueuedCount);
        var singles = Enumerable.Range(0, 5).Select(number => client.MapRankTracker.GetCampaignAsync($"single{number}", cancellationToken: The.Token)).ToList();
        Assert.Equal(1, limiter.GetStatistics()!.CurrentQueuedCount);
        taken.Dispose();
        await Task.WhenAll(singles);
        await bulk;

        Assert.Equal(Enumerable.Range(1, 5), stub.Requests.Index().Where(request => request.Item.Query.Length == 0).Select(request => request.Index));
    }
}
