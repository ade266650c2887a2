using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Tests.Http.Retry;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Calls of one account in simulated time, and a server that records when they start and how many are under way.</summary>
/// <remarks>
/// Time goes on when every call is over, waits for the clock, or has to wait by the documented limits. So the scene knows the limits by itself:
/// where the client lets fewer calls start, the clock goes on late, and the test sees it in the times.
/// </remarks>
internal sealed partial class AccountScene : IDisposable
{
    // The limit of the account, if no client has a wider one.
    private const int Usual = 10;

    // A start counts for a second and the margin of the limit.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1005);

    // A call that is cancelled just when it gets its permit may have started for the client only.
    private const int MostStalls = 10;

    // A call that moves at all moves within this time.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    // Counts the threads that work for a scene: the context of a call goes with it from thread to thread.
    private static readonly AsyncLocal<AccountScene?> Working = new(static change =>
    {
        if (change.PreviousValue is { } previous)
            Interlocked.Decrement(ref previous._working);
        if (change.CurrentValue is { } current)
            Interlocked.Increment(ref current._working);
    });

    private readonly Lock _lock = new();
    private readonly List<Width> _widths = [];
    private readonly Dictionary<SemrushClient, Width> _clients = [];
    private readonly List<(string Name, TimeSpan At)> _sent = [];
    private readonly List<Task> _calls = [];
    private int _signingIn;
    private int _changes;
    private int _working;
    private int _stalls;

    public FakeClock Time { get; init; } = new();

    /// <summary>The response to the call of a name at an attempt, counted from 1; a success if it is null.</summary>
    public Func<string, int, HttpResponseMessage?> Respond { get; init; } = static (_, _) => null;

    /// <summary>How long a response takes.</summary>
    public Func<TimeSpan> Latency { get; init; } = static () => TimeSpan.Zero;

    /// <summary>How long each attempt takes to obtain a token; without it, the clients have a key.</summary>
    public Func<TimeSpan>? SignIn { get; init; }

    /// <summary>The provider of tokens; without it, the clients have a key.</summary>
    public IAccessTokenProvider? Provider { get; set; }

    /// <summary>The names of the requests in their order: that of a campaign, or <c>bulk-0</c> for a heatmap.</summary>
    public IReadOnlyList<string> Sent => Locked(() => _sent.ConvertAll(sent => sent.Name));

    public IReadOnlyList<TimeSpan> Starts => Locked(() => _sent.ConvertAll(sent => sent.At));

    /// <summary>The single calls, in the order in which they began.</summary>
    public IReadOnlyList<Task> Calls => _calls;

    public int MostUnderWay { get; private set; }

    /// <summary>The most starts in any second.</summary>
    public int MostInASecond => MostInASecondOf(Starts);

    public static int MostInASecondOf(IReadOnlyList<TimeSpan> starts)
        => starts.Select(first => starts.Count(start => start >= first && start < first + TimeSpan.FromSeconds(1))).DefaultIfEmpty().Max();

    /// <summary>A campaign with so many heatmaps.</summary>
    public static Campaign Campaign(int heatmaps, string name = "bulk") => new()
    {
        Id = The.CampaignId,
        Business = new() { Cid = The.Cid },
        Keywords = [.. Enumerable.Range(0, heatmaps).Select(number => new Keyword { Id = $"{name}-{number}" })],
        ReportDates = [The.ReportDate],
    };

    /// <summary>A client of the account. By default, one call is sent after the other, so that the order is the same each time.</summary>
    public SemrushClient Client(int perSecond = 1, int atOnce = 100, int retries = 0, TimeSpan delay = default)
    {
        var options = new SemrushClientOptions
        {
            AttemptTimeout = Timeout.InfiniteTimeSpan,
            TotalTimeout = Timeout.InfiniteTimeSpan,
            Retry = { MaxRetries = retries, Delay = delay },
            RateLimit = { RequestsPerSecond = perSecond, ConcurrentRequests = atOnce, MaxWait = Timeout.InfiniteTimeSpan },
        }.UseTimeProvider(Time);
        Provider ??= SignIn is null ? null : new CustomTokenProvider(SignInAsync);
        if (Provider is null)
            options.ApiKey = The.ApiKey;
        else
            options.UseAccessTokenProvider(Provider);
        var width = _widths.Find(width => (width.PerSecond, width.AtOnce) == (perSecond, atOnce)) ?? new(perSecond, atOnce);
        var client = new SemrushClient(options, new HttpClient(new StubHandler((request, token) => SendAsync(width, request, token))) { Timeout = Timeout.InfiniteTimeSpan });
        lock (_lock)
        {
            if (!_widths.Contains(width))
                _widths.Add(width);
            _clients.Add(client, width);
        }

        // An API area asks for its limits when it is first used.
        Assert.NotNull(client.MapRankTracker);
        return client;
    }

    /// <summary>Begins a single call.</summary>
    public Task SingleAsync(SemrushClient client, string name = "single", CancellationToken? cancellationToken = null)
    {
        var width = _clients[client];
        Change(() => width.Open++);
        var call = Work(() => client.MapRankTracker.GetCampaignAsync(name, cancellationToken: cancellationToken ?? The.Token));
        _calls.Add(call);
        call.ContinueWith(_ => Change(() => width.Open--), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return call;
    }

    /// <summary>Begins a single call at a moment.</summary>
    public void SingleAt(TimeSpan at, SemrushClient client, string name = "single") => Time.At(at, () => _ = SingleAsync(client, name));

    /// <summary>Begins a single call at a moment, and cancels it at a later one.</summary>
    public void SingleAt(TimeSpan at, SemrushClient client, TimeSpan until)
    {
        var cancellation = new CancellationTokenSource();
        Time.At(at, () => _ = SingleAsync(client, cancellationToken: cancellation.Token));
        Time.At(until, cancellation.Cancel);
    }

    /// <summary>So many heatmaps; all of them, or as many as may be ahead of the reader, wait for their turn as soon as the first is read.</summary>
    public IAsyncEnumerable<CampaignHeatmap> Bulk(SemrushClient client, int heatmaps, string name = "bulk", int? ahead = null, CancellationToken? cancellationToken = null)
    {
        var width = _clients[client];
        Change(() => width.Open += heatmaps);
        return client.MapRankTracker.GetHeatmapsAsync(Campaign(heatmaps, name), new() { MaxAhead = ahead ?? heatmaps }, cancellationToken: cancellationToken ?? The.Token);
    }

    /// <summary>Reads so many heatmaps.</summary>
    public Task<List<CampaignHeatmap>> BulkAsync(SemrushClient client, int heatmaps, string name = "bulk", int? ahead = null, CancellationToken? cancellationToken = null)
        => Work(() => Bulk(client, heatmaps, name, ahead, cancellationToken).ToListAsync(The.Token).AsTask());

    /// <summary>So many calls of a bulk were cancelled before they were sent.</summary>
    public void Forget(SemrushClient client, int calls)
    {
        var width = _clients[client];
        Change(() => width.Open -= calls);
    }

    /// <summary>Lets time pass until so many requests were sent.</summary>
    public async Task UntilSentAsync(int requests)
    {
        await SettleAsync();
        while (Sent.Count < requests)
        {
            Assert.True(Time.NextMoment(), $"Only {Sent.Count} of {requests} requests were sent.");
            await SettleAsync();
        }
    }

    /// <summary>Lets time pass until the single call is sent, and counts the requests from now on, its own included.</summary>
    public async Task<int> RequestsUntilSentAsync(string name = "single")
    {
        var before = Sent.Count;
        await SettleAsync();
        while (!Sent.Contains(name))
        {
            Assert.True(Time.NextMoment(), $"{name} was never sent.");
            await SettleAsync();
        }

        return Sent.ToList().IndexOf(name) + 1 - before;
    }

    /// <summary>Lets time pass until all calls are over and nothing more can happen.</summary>
    public async Task RunAsync()
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            await SettleAsync();
            if (Time.NextMoment())
                since = Stopwatch.GetTimestamp();
            else if (_calls.TrueForAll(call => call.IsCompleted) || Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(10))
                break;
            else
                await Task.Yield();
        }

        Assert.All(_calls, call => Assert.True(call.IsCompleted));
    }

    /// <summary>Expects that ten calls start at once when the windows of all others are over, and the eleventh does not.</summary>
    public async Task AssertAllPermitsAreFreeAsync(SemrushClient client)
    {
        Time.Advance(2 * Window);
        var before = Sent.Count;
        for (var i = 0; i <= Usual; i++)
            _ = SingleAsync(client, $"later-{i}");
        await SettleAsync();
        while (Sent.Count == before && Time.NextMoment())
            await SettleAsync();

        Assert.Equal(Usual, Sent.Count - before);
        await RunAsync();
    }

    public void Dispose()
    {
        foreach (var client in _clients.Keys)
            client.Dispose();
    }

    private async Task SettleAsync()
    {
        var (seen, since) = (-1, Stopwatch.GetTimestamp());
        while (!IsSettled())
        {
            if (Volatile.Read(ref _changes) is var changes && changes != seen)
                (seen, since) = (changes, Stopwatch.GetTimestamp());
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                Assert.True(++_stalls < MostStalls, "Calls that the limits allow to start do not start.");
                break;
            }

            await Task.Yield();
        }
    }

    // Whether no call can start now, and none is on its way, such as to the queue for a retry.
    private bool IsSettled()
    {
        if (Volatile.Read(ref _working) > 0)
            return false;
        lock (_lock)
        {
            var isFull = IsFull(_widths.Sum(width => width.UnderWay), _widths.Max(width => width.AtOnce), _widths.Sum(Counted), _widths.Max(width => width.PerSecond));
            return _widths.TrueForAll(width => isFull || Waiting(width) <= 0 || IsFull(width.UnderWay, width.AtOnce, Counted(width), width.PerSecond));
        }
    }

    private bool IsFull(int underWay, int atOnce, int counted, int perSecond)
        => underWay + _signingIn >= atOnce || counted + _signingIn >= perSecond;

    private int Counted(Width width) => width.Starts.Count(start => start + Window > Time.Elapsed);

    // Only a single client has calls that wait for a sign-in or before a retry.
    private int Waiting(Width width) => width.Open - (_widths.Count == 1 ? Time.Delays : width.UnderWay);

    private async Task<HttpResponseMessage> SendAsync(Width width, SentRequest request, CancellationToken cancellationToken)
    {
        var keyword = KeywordId().Match(request.Query);
        var name = keyword.Success ? keyword.Groups[1].Value : request.Address.Split('/')[^1];
        var response = Respond(name, Sent.Count(sent => sent == name) + 1);
        Change(() =>
        {
            _sent.Add((name, Time.Elapsed));
            width.Starts.Add(Time.Elapsed);
            width.UnderWay++;
            MostUnderWay = Math.Max(MostUnderWay, _widths.Sum(other => other.UnderWay));
        });
        try
        {
            await Task.Delay(Latency(), Time, cancellationToken);
            return response ?? Response.Payload(keyword.Success ? "map-rank-tracker.get-heatmap" : "map-rank-tracker.get-campaign");
        }
        finally
        {
            Change(() =>
            {
                width.UnderWay--;
                var isRetried = response?.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized;
                if (keyword.Success && !isRetried && !cancellationToken.IsCancellationRequested)
                    width.Open--;
            });
        }
    }

    private async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        Change(() => _signingIn++);
        try
        {
            await Task.Delay(SignIn!(), Time, cancellationToken);
            return The.AccessToken;
        }
        finally
        {
            Change(() => _signingIn--);
        }
    }

    private T Work<T>(Func<T> work)
    {
        Working.Value = this;
        try
        {
            return work();
        }
        finally
        {
            Working.Value = null;
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _changes++;
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }

    [GeneratedRegex("keywordId=([^&]*)")]
    private static partial Regex KeywordId();

    /// <summary>The clients with the same limits, and what they do.</summary>
    private sealed class Width(int perSecond, int atOnce)
    {
        public int PerSecond => perSecond;

        public int AtOnce => atOnce;

        /// <summary>The calls that have begun and are not over.</summary>
        public int Open { get; set; }

        public int UnderWay { get; set; }

        public List<TimeSpan> Starts { get; } = [];
    }
}
