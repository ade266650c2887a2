using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Refit;
using Semrush.Client.Benchmarks.Peers.Handwritten;
using Semrush.Client.Benchmarks.Peers.RefitInterface;
using Semrush.Client.Benchmarks.Server;
using KiotaClient = Semrush.Kiota.MapRankTracker.MapRankTrackerClient;
using KiotaHeatmap = Semrush.Kiota.MapRankTracker.Models.HeatmapEnvelope;
using NewtonsoftClient = Semrush.Client.Benchmarks.Peers.NewtonsoftJson.NSwagClient;
using SystemTextClient = Semrush.Client.Benchmarks.Peers.SystemTextJson.NSwagClient;

namespace Semrush.Client.Benchmarks.Heatmaps;

/// <summary>One call of GetHeatmap by six clients of the same contract, from the same server.</summary>
[MemoryDiagnoser]
public abstract class HeatmapCalls
{
    public const string ByHand = "hand-written client";
    public const string Newtonsoft = "NSwag, Newtonsoft.Json";
    public const string Semrush = "Semrush.Client";

    private static readonly DateTimeOffset Date = The.ReportDate.Instant;

    private HandwrittenClient _limit = null!;
    private NewtonsoftClient _newtonsoft = null!;
    private SystemTextClient _systemText = null!;
    private IRefitClient _refit = null!;
    private KiotaClient _kiota = null!;
    private SemrushClient _semrush = null!;

    [Params(49, 225, 2500)]
    public int Points { get; set; }

    // Each process measures one client and heats no other.
    [GlobalSetup(Target = nameof(Limit))]
    public Task PrepareLimit() => PrepareAsync(Limit);

    [GlobalSetup(Target = nameof(NewtonsoftJson))]
    public Task PrepareNewtonsoftJson() => PrepareAsync(NewtonsoftJson);

    [GlobalSetup(Target = nameof(SystemTextJson))]
    public Task PrepareSystemTextJson() => PrepareAsync(SystemTextJson);

    [GlobalSetup(Target = nameof(Refit))]
    public Task PrepareRefit() => PrepareAsync(Refit);

    [GlobalSetup(Target = nameof(Kiota))]
    public Task PrepareKiota() => PrepareAsync(Kiota);

    [GlobalSetup(Target = nameof(Ours))]
    public Task PrepareOurs() => PrepareAsync(Ours);

    [Benchmark(Baseline = true, Description = ByHand)]
    public async Task<object> Limit()
        => await _limit.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDateText, The.Cid, CancellationToken.None).ConfigureAwait(false);

    [Benchmark(Description = Newtonsoft)]
    public async Task<object> NewtonsoftJson()
        => await _newtonsoft.GetHeatmapAsync(The.CampaignId, The.KeywordId, Date, The.Cid, null!).ConfigureAwait(false);

    [Benchmark(Description = "NSwag, System.Text.Json")]
    public async Task<object> SystemTextJson()
        => await _systemText.GetHeatmapAsync(The.CampaignId, The.KeywordId, Date, The.Cid, null!).ConfigureAwait(false);

    [Benchmark(Description = "Refit")]
    public async Task<object> Refit()
        => await _refit.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDateText, The.Cid, CancellationToken.None).ConfigureAwait(false);

    [Benchmark(Description = "Kiota")]
    public async Task<object> Kiota() => (await _kiota.Campaigns[The.CampaignId].Heatmap.GetAsync(request =>
    {
        request.QueryParameters.KeywordId = The.KeywordId;
        request.QueryParameters.ReportDate = The.ReportDateText;
        request.QueryParameters.Cid = The.Cid;
    }).ConfigureAwait(false))!;

    [Benchmark(Description = Semrush)]
    public async Task<object> Ours()
        => await _semrush.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid }).ConfigureAwait(false);

    /// <summary>Starts the server and makes the clients.</summary>
    protected abstract Task ConnectAsync();

    /// <summary>Makes the six clients.</summary>
    /// <param name="server">The address of the API area, with a slash at its end.</param>
    /// <param name="connect">Makes the connections of a client.</param>
    /// <param name="semrush">The client of this library.</param>
    protected void Use(string server, Func<HttpMessageHandler> connect, SemrushClient semrush)
    {
        _limit = new(new HttpClient(connect()), server, The.AccessToken);
        _newtonsoft = new(WithToken(connect())) { BaseUrl = server };
        _systemText = new(WithToken(connect())) { BaseUrl = server };
        var http = WithToken(connect());
        http.BaseAddress = new(server.TrimEnd('/'));
        _refit = RestService.For<IRefitClient>(http);
        _kiota = new(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: WithToken(connect())) { BaseUrl = server.TrimEnd('/') });
        _semrush = semrush;
    }

    private async Task PrepareAsync(Func<Task<object>> measured)
    {
        await ConnectAsync().ConfigureAwait(false);
        await DemandEqualResultsAsync().ConfigureAwait(false);
        await Heat.UpAsync(measured).ConfigureAwait(false);
    }

    private static HttpClient WithToken(HttpMessageHandler handler)
    {
        var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", The.AccessToken);
        return http;
    }

    // A client that reads less than the others would win.
    private async Task DemandEqualResultsAsync()
    {
        var limit = ((Peers.Handwritten.Heatmap)await Limit().ConfigureAwait(false)).Positions;
        var newtonsoft = ((Peers.NewtonsoftJson.HeatmapEnvelope)await NewtonsoftJson().ConfigureAwait(false)).Data.Positions;
        var systemText = ((Peers.SystemTextJson.HeatmapEnvelope)await SystemTextJson().ConfigureAwait(false)).Data.Positions;
        var refit = ((HeatmapEnvelope)await Refit().ConfigureAwait(false)).Data!.Positions;
        var kiota = ((KiotaHeatmap)await Kiota().ConfigureAwait(false)).Data!.Positions!;
        var ours = ((MapRankTracker.Heatmap)await Ours().ConfigureAwait(false)).Positions;

        var expected = limit.Select(position => (position.Point.Id, position.Point.Coordinates.Lat, position.Point.Coordinates.Lng, position.Rank, position.Diff)).ToList();
        if (expected.Count != Points
            || !newtonsoft.Select(position => (position.Point.Id, position.Point.Coordinates.Lat, position.Point.Coordinates.Lng, position.Position, position.Diff)).SequenceEqual(expected)
            || !systemText.Select(position => (position.Point.Id, position.Point.Coordinates.Lat, position.Point.Coordinates.Lng, position.Position, position.Diff)).SequenceEqual(expected)
            || !refit.SequenceEqual(limit)
            || !kiota.Select(position => (position.Point!.Id!, position.Point.Coordinates?.Lat ?? 0, position.Point.Coordinates?.Lng ?? 0, position.Position ?? 0, position.Diff ?? 0)).SequenceEqual(expected)
            || !ours.Select(position => (position.Point!.Id!, position.Point.Coordinates?.Lat ?? 0, position.Point.Coordinates?.Lng ?? 0, position.Position ?? 0, position.Diff ?? 0)).SequenceEqual(expected))
            throw new InvalidOperationException("The clients read different heatmaps.");
    }
}

/// <summary>Without a network: what the client itself costs.</summary>
public class HeatmapInMemory : HeatmapCalls
{
    protected override Task ConnectAsync()
    {
        var body = HeatmapBody.Of(Points);
        Use(The.Server, () => new MemoryServer(body), new(Settings.WithCachedToken(), new HttpClient(new MemoryServer(body))));
        return Task.CompletedTask;
    }
}

/// <summary>From a server in another process on this machine, over connections with the same settings for each client.</summary>
public class HeatmapOnLoopback : HeatmapCalls
{
    private ServerProcess _server = null!;

    [GlobalCleanup]
    public void Stop() => _server.Dispose();

    protected override async Task ConnectAsync()
    {
        _server = await ServerProcess.StartAsync(Points).ConfigureAwait(false);
        var options = Settings.WithCachedToken(_server.Address);
        options.BaseAddress = _server.Address;
        Use(_server.Address.AbsoluteUri + "apis/v4/map-rank-tracker/v0/", Connect, new(options));
    }

    // The settings of the client's own connections.
    private static SocketsHttpHandler Connect() => new()
    {
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        UseProxy = false,
    };
}
