using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Bulks and single calls of one account, in simulated time, and the order in which they are sent.</summary>
internal sealed partial class BulkScene : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<(string Name, TimeSpan At)> _sent = new();
    private readonly List<SemrushClient> _clients = [];
    private readonly StubHandler _stub;
    private readonly AccountLimits _limits;
    private int _begun;

    public BulkScene()
    {
        _limits = Account.OfSecret(The.ApiKey).LimitsOn(Time);
        _stub = new(SendAsync);
    }

    public Simulation Time { get; } = new();

    /// <summary>What the server says to a call of this name at the given attempt, counted from 1; a success where it says nothing.</summary>
    public Func<string, int, HttpResponseMessage?> Answer { get; init; } = static (_, _) => null;

    /// <summary>How long it takes to say so.</summary>
    public Func<TimeSpan> Latency { get; init; } = static () => TimeSpan.Zero;

    /// <summary>What was sent: <c>bulk-0</c> or the name of a single call.</summary>
    public IReadOnlyList<string> Sent => [.. _sent.Select(sent => sent.Name)];

    public IReadOnlyList<TimeSpan> Starts => [.. _sent.Select(sent => sent.At)];

    public long Waiting => _limits.Gates.Reverse().Sum(gate => gate.Limiter.GetStatistics()!.CurrentQueuedCount) + _limits.Queues.Sum(queue => queue.Count);

    public IEnumerable<long> Permits => _limits.Gates.Select(gate => gate.Limiter.GetStatistics()!.CurrentAvailablePermits);

    /// <summary>A campaign with so many heatmaps.</summary>
    public static Campaign Campaign(int heatmaps, string name = "bulk") => new()
    {
        Id = The.CampaignId,
        Business = new() { Cid = The.Cid },
        Keywords = [.. Enumerable.Range(0, heatmaps).Select(number => new Keyword { Id = $"{name}-{number}" })],
        ReportDates = [The.ReportDate],
    };

    /// <summary>A client of the account. Unless the test says otherwise, one call is sent after the other, so that the order is the same each time.</summary>
    public SemrushClient Client(int perSecond = 1, int atOnce = 100, int retries = 0)
    {
        var options = new SemrushClientOptions
        {
            ApiKey = The.ApiKey,
            AttemptTimeout = Timeout.InfiniteTimeSpan,
            TotalTimeout = Timeout.InfiniteTimeSpan,
            Retry = { MaxRetries = retries, Delay = TimeSpan.Zero },
            RateLimit = { RequestsPerSecond = perSecond, ConcurrentRequests = atOnce, MaxWait = Timeout.InfiniteTimeSpan },
        };
        var client = new SemrushClient(options.UseTimeProvider(Time), new HttpClient(_stub) { Timeout = Timeout.InfiniteTimeSpan });
        _clients.Add(client);
        // An API area asks for its limits when it is first used.
        Assert.NotNull(client.MapRankTracker);
        return client;
    }

    /// <summary>So many heatmaps, all of which ask for their turn as soon as the first is read.</summary>
    public IAsyncEnumerable<CampaignHeatmap> Bulk(SemrushClient client, int heatmaps, string name = "bulk", CancellationToken? cancellationToken = null)
    {
        Interlocked.Add(ref _begun, heatmaps);
        return client.MapRankTracker.GetHeatmapsAsync(Campaign(heatmaps, name), new() { MaxAhead = heatmaps }, cancellationToken: cancellationToken ?? The.Token);
    }

    /// <summary>Reads so many heatmaps.</summary>
    public Task<List<CampaignHeatmap>> BulkAsync(SemrushClient client, int heatmaps, string name = "bulk", CancellationToken? cancellationToken = null)
        => Bulk(client, heatmaps, name, cancellationToken).ToListAsync(The.Token).AsTask();

    /// <summary>Begins a single call.</summary>
    public Task SingleAsync(SemrushClient client, string name = "single", CancellationToken? cancellationToken = null)
    {
        Interlocked.Increment(ref _begun);
        return client.MapRankTracker.GetCampaignAsync(name, cancellationToken: cancellationToken ?? The.Token);
    }

    /// <summary>So many calls are not waited for any more: they were cancelled before they were sent.</summary>
    public void Forget(int calls) => Interlocked.Add(ref _begun, -calls);

    /// <summary>Lets time pass until so many requests were sent.</summary>
    public async Task SendAsync(int requests)
    {
        await SettleAsync();
        while (_sent.Count < requests)
        {
            Assert.True(Time.Next(), $"Only {_sent.Count} of {requests} requests were sent.");
            await SettleAsync();
        }
    }

    /// <summary>Lets time pass until the single call is sent, and counts the requests from now on, its own included.</summary>
    public async Task<int> PermitsUntilSentAsync(string name = "single")
    {
        var before = _sent.Count;
        await SettleAsync();
        while (!Sent.Contains(name))
        {
            Assert.True(Time.Next(), $"{name} was never sent.");
            await SettleAsync();
        }

        return Sent.ToList().IndexOf(name) + 1 - before;
    }

    /// <summary>Lets time pass until nothing more can happen.</summary>
    public async Task RunAsync()
    {
        do
            await SettleAsync();
        while (Time.Next());
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        _stub.Dispose();
    }

    // Until every attempt has been sent or waits for its turn, and what was answered has given its place back.
    private async Task SettleAsync()
    {
        var since = Stopwatch.GetTimestamp();
        while (_sent.Count + Waiting != Volatile.Read(ref _begun) || UnderWay() != Time.Delays)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"{_sent.Count} sent, {Waiting} waiting, {_begun} begun, {UnderWay()} under way, {Time.Delays} delays.");
            await Task.Yield();
        }
    }

    // Those that are under way have a place at each gate that counts them; the narrowest comes first.
    private long UnderWay() => _limits.Gates.LastOrDefault(gate => !gate.CountsStarts) is { } widest
        ? widest.Width - widest.Limiter.GetStatistics()!.CurrentAvailablePermits
        : 0;

    private async Task<HttpResponseMessage> SendAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var keyword = KeywordId().Match(request.Query);
        var name = keyword.Success ? keyword.Groups[1].Value : request.Address.Split('/')[^1];
        var answer = Answer(name, Sent.Count(sent => sent == name) + 1);
        // It will be sent once more.
        if (answer is { StatusCode: HttpStatusCode.ServiceUnavailable })
            Interlocked.Increment(ref _begun);
        _sent.Enqueue((name, Time.Now));
        await Task.Delay(Latency(), Time, cancellationToken);
        return answer ?? Tests.Answer.Payload(keyword.Success ? "map-rank-tracker.get-heatmap" : "map-rank-tracker.get-campaign");
    }

    [GeneratedRegex("keywordId=([^&]*)")]
    private static partial Regex KeywordId();
}
