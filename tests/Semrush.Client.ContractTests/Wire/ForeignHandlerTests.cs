using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>An attempt is one request, with any handler that an application puts between a client and its connections.</summary>
public sealed class ForeignHandlerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);
    // With the full counts, that of the standard resilience handler.
    private static readonly TimeSpan Usual = Counts.AreFull ? TimeSpan.FromSeconds(10) : Short;

    private static readonly Dictionary<string, Func<MapRankTrackerClient, Task>> Operations = new()
    {
        ["CollectCampaign"] = tracker => tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token),
        ["CreateCampaign"] = tracker => tracker.CreateCampaignAsync(new CreateCampaignRequest { PlaceId = "ChIJ0WHHXq8H9YgRdNsk3gsXmxg", Keywords = ["restaurant"] }, cancellationToken: Token),
        ["GetCampaign"] = tracker => tracker.GetCampaignAsync(WireClient.CampaignId, cancellationToken: Token),
    };

    // What the server does, and how often the retry classes let it see a create and a get, with 2 retries.
    private static readonly Dictionary<string, (Func<WireConnection, Task> Act, int Create, int Get)> Acts = new()
    {
        ["500"] = (WireResponse.Sending(WireResponse.Text(500, "{}")), 1, 3),
        ["503"] = (WireResponse.Sending(WireResponse.Text(503, "{}")), 3, 3),
        ["reset after the request is read"] = (connection => WireFault.Named("reset after the request is read").Act(connection, 0), 1, 3),
    };

    public static TheoryData<string, string> Registrations => [.. from handler in ForeignHandlers.Names from place in ForeignHandlers.Places select new TheoryDataRow<string, string>(handler, place)];

    public static TheoryData<string> Places => [.. ForeignHandlers.Places];

    public static TheoryData<string> Handlers => [.. ForeignHandlers.Names];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task Handler_of_the_defaults_changes_nothing_for_a_client_of_AddSemrush(string handler, string place)
    {
        foreach (var (act, create, get) in Acts.Values)
        {
            await using var server = new WireServer { Script = _ => act };
            await using var scene = Scene.Of(handler, place, server, Long);

            Assert.Equal((1, 1), await scene.CountAsync("CollectCampaign"));
            Assert.Equal((create, create), await scene.CountAsync("CreateCampaign"));
            Assert.Equal((get, get), await scene.CountAsync("GetCampaign"));
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Response_later_than_the_limit_of_such_a_handler_arrives(string place) => await Task.WhenAll(ForeignHandlers.Names.Select(async handler =>
    {
        await using var server = new WireServer
        {
            Script = _ => async connection =>
            {
                await connection.ReadAsync();
                await Task.Delay(Usual * 1.1, TimeProvider.System, connection.Stopping);
                await connection.WriteAsync(WireResponse.Text(200, WireResponse.Json));
            },
        };
        await using var scene = Scene.Of(handler, place, server, Usual);

        await scene.Tracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token);

        Assert.Equal(1, server.Arrivals);
    }));

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task Removed_handlers_are_logged_once_and_no_default_header_is_sent(string handler, string place)
    {
        var heads = new List<WireRequest>();
        await using var server = new WireServer
        {
            Script = _ => async connection =>
            {
                heads.Add(await connection.ReadAsync());
                await connection.WriteAsync(WireResponse.Text(200, WireResponse.Json));
            },
        };
        await using var scene = Scene.Of(handler, place, server, Long);

        await scene.Tracker.GetUserLimitsAsync(cancellationToken: Token);
        await scene.Tracker.GetUserLimitsAsync(cancellationToken: Token);

        var (level, text) = Assert.Single(scene.Logs.Messages, log => log.Text.Contains("left out", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith("Semrush: handlers that are set for all HTTP clients were left out", text, StringComparison.Ordinal);
        Assert.All(heads, head => Assert.Null(head.Header("X-Of-The-Application")));
        Assert.Equal(WireClient.LongEnough, scene.Timeout);
    }

    [Fact]
    public async Task Handler_that_was_added_by_name_stays_and_cannot_send_twice()
    {
        await using var server = new WireServer { Script = _ => Acts["500"].Act };
        await using var scene = new Scene(server, services => Scene.AddSemrush(services, server).HttpClient.AddStandardResilienceHandler());

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => scene.Tracker.GetCampaignAsync(WireClient.CampaignId, cancellationToken: Token));

        Assert.Contains("a handler of the application tried to retry the request", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1, false), (server.Arrivals, failure.Attempts, failure.IsRetryable));
        Assert.DoesNotContain(scene.Logs.Messages, log => log.Text.Contains("left out", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Handler_of_an_own_HttpClient_sends_nothing_twice(string handler)
    {
        foreach (var (name, (act, _, _)) in Acts)
        {
            foreach (var operation in Operations)
            {
                await using var server = new WireServer { Script = _ => act };
                var (http, services) = ForeignHandlers.Client(handler, Long);
                await using var _ = services;
                using var client = new SemrushClient(WireClient.Configure(new(), server, retries: 0), http);

                var failure = await WireClient.FailureAsync(() => operation.Value(client.MapRankTracker));

                Assert.Equal((name, operation.Key, 1, 1), (name, operation.Key, server.Arrivals, failure!.Attempts));
                if (handler is "standard" or "handwritten")
                    AssertDescribed(failure);
            }
        }
    }

    [Theory]
    [InlineData("hedging")]
    [InlineData("standard")]
    public async Task Second_copy_in_flight_is_not_sent(string handler)
    {
        await using var server = new WireServer { Script = _ => connection => WireFault.Named("no response").Act(connection, 200) };
        var (http, services) = ForeignHandlers.Client(handler, Short);
        await using var _ = services;
        using var client = new SemrushClient(WireClient.Configure(new(), server, retries: 3), http);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetCampaignAsync(WireClient.CampaignId, cancellationToken: Token));

        AssertDescribed(failure);
        Assert.Equal((1, 1), (server.Arrivals, failure.Attempts));
    }

    [Fact]
    public async Task Exception_of_a_handler_becomes_a_SemrushConnectionException()
    {
        await using var server = new WireServer { Script = _ => Acts["500"].Act };
        var (http, services) = ForeignHandlers.Client("throwing", Long);
        await using var _ = services;
        using var client = new SemrushClient(WireClient.Configure(new(), server, retries: 2), http);

        var collected = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.CollectCampaignAsync(WireClient.CampaignId, cancellationToken: Token));
        var got = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetCampaignAsync(WireClient.CampaignId, cancellationToken: Token));

        Assert.EndsWith("a handler of the application failed with System.NotSupportedException.", collected.Message, StringComparison.Ordinal);
        Assert.Equal((1, false, false), (collected.Attempts, collected.IsRetryable, collected.NeverSent));
        Assert.Equal((3, true, false), (got.Attempts, got.IsRetryable, got.NeverSent));
        Assert.IsType<NotSupportedException>(got.InnerException);
    }

    private static void AssertDescribed(SemrushApiException failure)
    {
        Assert.IsType<SemrushConnectionException>(failure);
        Assert.Contains("a handler of the application tried to retry the request", failure.Message, StringComparison.Ordinal);
        Assert.Contains("may have reached Semrush", failure.Message, StringComparison.Ordinal);
        Assert.Contains("RemoveAllResilienceHandlers()", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsRetryable);
    }

    /// <summary>An application with one client.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly WireServer _server;
        private readonly ServiceProvider _provider;

        public Scene(WireServer server, Action<IServiceCollection> register)
        {
            _server = server;
            var services = new ServiceCollection();
            services.AddLogging(logging => logging.AddProvider(Logs));
            register(services);
            _provider = services.BuildServiceProvider();
        }

        public RecordingLogger Logs { get; } = new();

        public MapRankTrackerClient Tracker => _provider.GetRequiredService<SemrushClient>().MapRankTracker;

        public TimeSpan Timeout => _provider.GetRequiredService<IHttpClientFactory>().CreateClient("Semrush").Timeout;

        public static Scene Of(string handler, string place, WireServer server, TimeSpan limit)
            => new(server, services => ForeignHandlers.Register(services, handler, place, limit, all => AddSemrush(all, server)));

        public static SemrushBuilder AddSemrush(IServiceCollection services, WireServer server)
            => services.AddSemrush(options => WireClient.Configure(options, server, retries: 2));

        /// <summary>How often the server saw an operation, and the <c>Attempts</c> of the client.</summary>
        public async Task<(int Sent, int Attempts)> CountAsync(string operation)
        {
            var before = _server.Arrivals;
            var failure = await WireClient.FailureAsync(() => Operations[operation](Tracker));
            return (_server.Arrivals - before, failure!.Attempts);
        }

        public ValueTask DisposeAsync() => _provider.DisposeAsync();
    }
}
