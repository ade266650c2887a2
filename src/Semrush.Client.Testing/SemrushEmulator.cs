using Semrush.Client.Authentication;
using Semrush.Client.Testing.Internal;
using WireMock.Server;
using WireMock.Settings;

namespace Semrush.Client.Testing;

/// <summary>
/// An emulator of Semrush in this process, on a loopback port. It responds to every operation of the contracts, rejects requests that
/// violate them, and returns failures that a test configures. Instances share nothing. Every member may be used from any thread.
/// </summary>
public sealed class SemrushEmulator : IAsyncDisposable, IDisposable
{
    private readonly AcceptedCredentials _credentials;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CallPipeline _pipeline;
    private readonly bool _hasRateLimit;
    private bool _disposed;

    private SemrushEmulator(SemrushEmulatorOptions options)
    {
        ContractLibrary.Prepare();
        var (time, gate) = (options.TimeProvider, new Lock());
        _credentials = new AcceptedCredentials(time);
        MapRankTracker = new EmulatedMapRankTracker(gate, time, options.DemoData);
        ListingManagement = new EmulatedListingManagement(gate, time, options.DemoData);
        Projects = new EmulatedProjects(gate, options.DemoData);
        AppCenter = new EmulatedAppCenter(gate, time, options.DemoData);
        Authorization = new EmulatedAuthorization(gate, time, options.Authorization, _credentials);
        Ahrefs = new EmulatedAhrefs(Authorization);
        _hasRateLimit = options.RateLimit is not null;
        var limiter = new CallLimiter(options.RateLimit, time);
        _pipeline = new CallPipeline(gate, CreateHandlers(options), _credentials, limiter, time, _stopping.Token);
        Server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = ["http://127.0.0.1:0"],
            // Bodies stay text. WireMock would parse numbers and dates, and change them.
            DisableJsonBodyParsing = true,
            DisableDeserializeFormUrlEncoded = true,
            AllowBodyForAllHttpMethods = true,
            MaxRequestLogCount = 1000,
            PreWireMockMiddlewareInit = application => CallConnection.Watch(application, time),
        });
        _pipeline.MapTo(Server);
        Address = new Uri(Server.Urls[0]);
        Authorization.Address = Address;
    }

    /// <summary>The address of the emulator, which stands for the hosts of all contracts: `http://127.0.0.1:port/`.</summary>
    public Uri Address { get; }

    /// <summary>
    /// The WireMock server behind the emulator. Stubs that are added to it take precedence over the emulator, as long as their priority is
    /// not above 999. The calls that they respond to are not in <see cref="Calls"/>. It logs the last 1,000 requests, secrets included.
    /// </summary>
    public WireMockServer Server { get; }

    /// <summary>The API key that this emulator accepts, unique to it.</summary>
    public string ApiKey => _credentials.ApiKey;

    /// <summary>
    /// A bearer token that this emulator accepts everywhere and that never expires, unique to it. Tokens that the emulator issues are
    /// accepted until they expire: those of the issuer by the App Center, those of the Semrush Auth flow and of devices by everything else.
    /// </summary>
    public string AccessToken => _credentials.AccessToken;

    /// <summary>The calls so far, in the order in which they arrived.</summary>
    public IReadOnlyList<EmulatedCall> Calls => [.. _pipeline.Calls];

    /// <summary>The state of Map Rank Tracker, to be seeded and inspected.</summary>
    public EmulatedMapRankTracker MapRankTracker { get; }

    /// <summary>The locations and categories of Listing Management.</summary>
    public EmulatedListingManagement ListingManagement { get; }

    /// <summary>The projects.</summary>
    public EmulatedProjects Projects { get; }

    /// <summary>The App Center: its app, the users of the app, their notifications.</summary>
    public EmulatedAppCenter AppCenter { get; }

    /// <summary>The authorization server: sign-ins to be approved, clients, tokens.</summary>
    public EmulatedAuthorization Authorization { get; }

    /// <summary>The legacy authorization server of Ahrefs.</summary>
    public EmulatedAhrefs Ahrefs { get; }

    /// <summary>An emulator that listens already.</summary>
    /// <param name="options">Settings; the defaults when left out.</param>
    public static SemrushEmulator Start(SemrushEmulatorOptions? options = null) => new(options ?? new SemrushEmulatorOptions());

    /// <summary>A client of this emulator, with its API key. It has a rate limit only where the emulator enforces one.</summary>
    /// <param name="configure">Changes the settings further, such as <c>Retry.MaxRetries</c>.</param>
    public SemrushClient CreateClient(Action<SemrushClientOptions>? configure = null)
    {
        var options = new SemrushClientOptions { RateLimit = { Enabled = _hasRateLimit } };
        Configure(options);
        configure?.Invoke(options);
        return new SemrushClient(options);
    }

    /// <summary>Points settings at this emulator: its address and its API key. For an application under test.</summary>
    /// <param name="options">The settings; what concerns neither address nor credential stays as it is.</param>
    public void Configure(SemrushClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BaseAddress = Address;
        options.ApiKey = ApiKey;
        options.AccessToken = null;
    }

    /// <summary>Points a sign-in at this emulator: its address, and the client or app that it knows.</summary>
    /// <param name="options">The settings of the flow; prompts, browsers, scopes and redirect addresses stay as they are.</param>
    public void Configure(TokenFlowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BaseAddress = Address;
        switch (options)
        {
            case AuthorizationCodeFlowOptions code:
                (code.ClientId, code.ClientSecret) = (Authorization.ClientId, Authorization.ClientSecret);
                break;
            case AppCenterFlowOptions app:
                (app.AppId, app.AppSecret) = (AppCenter.AppId, AppCenter.AppSecret);
                break;
            case AhrefsFlowOptions ahrefs:
                (ahrefs.ClientId, ahrefs.ClientSecret) = (Ahrefs.ClientId, Ahrefs.ClientSecret);
                break;
        }
    }

    /// <summary>Lets the next calls fail. Faults take effect in the order in which they were added.</summary>
    /// <param name="fault">The failure.</param>
    /// <param name="times">The number of calls to fail, 1 or more.</param>
    /// <param name="operationId">
    /// The id of the operation whose calls fail, such as `GetHeatmap`, or `OAuth.Authorize` where two contracts have it; any call when
    /// left out.
    /// </param>
    /// <exception cref="ArgumentException">No contract has that operation.</exception>
    public void FailNext(Fault fault, int times = 1, string? operationId = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (operationId is not null && !ContractLibrary.Operations.Any(operation => operation.IsCalled(operationId)))
            throw new ArgumentException($"No contract has the operation {operationId}.", nameof(operationId));
        _pipeline.Faults.Add(fault, times, operationId);
    }

    /// <summary>
    /// Restores the state after the start: demo data, credits, no issued tokens or codes, no calls, no faults, no limit used up, no stubs
    /// but those of the emulator. Not meant for a time when calls are in progress.
    /// </summary>
    public void Reset()
    {
        _pipeline.Reset();
        _credentials.Reset();
        MapRankTracker.Reset();
        ListingManagement.Reset();
        Projects.Reset();
        AppCenter.Reset();
        Authorization.Reset();
        Ahrefs.Reset();
        Server.Reset();
        _pipeline.MapTo(Server);
    }

    /// <summary>Stops the emulator. Calls that wait for a delay are aborted.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        _stopping.Cancel();
        Server.Stop();
        Server.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Stops the emulator.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private OperationHandlers CreateHandlers(SemrushEmulatorOptions options)
    {
        var handlers = new OperationHandlers();
        if (options.ExamplesOnly)
            return handlers;
        CampaignHandlers.AddTo(handlers, MapRankTracker);
        ListingManagement.AddTo(handlers);
        Projects.AddTo(handlers);
        AppCenterHandlers.AddTo(handlers, AppCenter, _credentials, options.Authorization.AppCenterTokenLifetime);
        TokenEndpoints.AddTo(handlers, Authorization);
        Ahrefs.AddTo(handlers);
        return handlers;
    }
}
