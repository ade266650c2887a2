using System.Globalization;
using System.Net.Sockets;
using Semrush.Client.Authentication;
using Semrush.Client.Testing.Internal;
using WireMock.Exceptions;
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
    private readonly EmulatedAccount[] _accounts;
    private bool _disposed;

    private SemrushEmulator(SemrushEmulatorOptions options)
    {
        ContractLibrary.Prepare();
        var (time, gate) = (options.TimeProvider, new Lock());
        _accounts = [.. options.Accounts.Select((seed, index) => new EmulatedAccount(seed, index, gate, time, options.DemoData))];
        Validate();
        _credentials = new AcceptedCredentials(_accounts, time);
        AppCenter = new EmulatedAppCenter(gate, time, options.DemoData);
        Authorization = new EmulatedAuthorization(gate, time, options.Authorization, _accounts, _credentials);
        Ahrefs = new EmulatedAhrefs(Authorization);
        _hasRateLimit = options.RateLimit is not null;
        _pipeline = new CallPipeline(options, gate, CreateHandlers(options), _credentials, _stopping.Token);
        _pipeline.Pages = new ControlPages(this, _pipeline, hasSignIns: !options.ExamplesOnly);
        Server = Listen(options);
        _pipeline.MapTo(Server);
        Address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", Server.Port).Uri;
        Authorization.Address = Address;
    }

    /// <summary>The address of the emulator, which stands for the hosts of all contracts: `http://127.0.0.1:port/`.</summary>
    public Uri Address { get; }

    /// <summary>
    /// The WireMock server behind the emulator. Stubs that are added to it take precedence over the emulator, as long as their priority is
    /// not above 999. The calls that they respond to are not in <see cref="Calls"/>. It logs the last 1,000 requests, secrets included.
    /// </summary>
    public WireMockServer Server { get; }

    /// <summary>The accounts. The members of the emulator without an account are those of the first one.</summary>
    public IReadOnlyList<EmulatedAccount> Accounts => _accounts;

    /// <summary>The API key of the first account.</summary>
    public string ApiKey => _accounts[0].ApiKey;

    /// <summary>
    /// A bearer token of the first account that this emulator accepts everywhere and that never expires. Tokens that the emulator issues
    /// are accepted until they expire: those of the issuer by the App Center, those of the Semrush Auth flow and of devices by everything
    /// else.
    /// </summary>
    public string AccessToken => _accounts[0].AccessToken;

    /// <summary>The calls so far, in the order in which they arrived, at most <see cref="SemrushEmulatorOptions.MaxCalls"/>.</summary>
    public IReadOnlyList<EmulatedCall> Calls => [.. _pipeline.Calls];

    /// <summary>The state of Map Rank Tracker of the first account, to be seeded and inspected.</summary>
    public EmulatedMapRankTracker MapRankTracker => _accounts[0].MapRankTracker;

    /// <summary>The locations and categories of Listing Management of the first account.</summary>
    public EmulatedListingManagement ListingManagement => _accounts[0].ListingManagement;

    /// <summary>The projects of the first account.</summary>
    public EmulatedProjects Projects => _accounts[0].Projects;

    /// <summary>The App Center: its app, the users of the app, their notifications.</summary>
    public EmulatedAppCenter AppCenter { get; }

    /// <summary>The authorization server: sign-ins to be approved, clients, tokens.</summary>
    public EmulatedAuthorization Authorization { get; }

    /// <summary>The legacy authorization server of Ahrefs.</summary>
    public EmulatedAhrefs Ahrefs { get; }

    /// <summary>An emulator that listens already.</summary>
    /// <param name="options">Settings; the defaults when left out.</param>
    /// <exception cref="ArgumentException">The accounts are invalid; the message has the reason.</exception>
    /// <exception cref="IOException">The port is in use, or this process may not use it.</exception>
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

    /// <summary>Lets the next calls fail, as a text states it: <c>GetHeatmap=503x3</c>.</summary>
    /// <param name="fault">
    /// The id of an operation and <c>=</c>, or neither for any call; a status, or <c>delay</c>, <c>broken-body</c>, <c>malformed-chunk</c>,
    /// <c>empty-response</c>, <c>disconnect</c> or <c>lost-response</c>; a colon and a number of seconds, which is the <c>Retry-After</c>
    /// of a status and the delay of every other fault; <c>x</c> and the number of calls, 1 if left out.
    /// </param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    /// <exception cref="ArgumentException">No contract has that operation, or a number is out of its range.</exception>
    public void FailNext(string fault)
    {
        var (read, times, operationId) = FaultText.Read(fault);
        FailNext(read, times, operationId);
    }

    /// <summary>
    /// Restores the state after the start: demo data, credits, no issued tokens or codes, no calls, no faults, no limit used up, no stubs
    /// but those of the emulator. Not meant for a time when calls are in progress.
    /// </summary>
    public void Reset()
    {
        ResetState();
        Server.Reset();
        _pipeline.MapTo(Server);
    }

    /// <summary>Restores the state, and leaves the stubs of the server.</summary>
    internal void ResetState()
    {
        _pipeline.Reset();
        _credentials.Reset();
        foreach (var account in _accounts)
            account.Reset();
        AppCenter.Reset();
        Authorization.Reset();
        Ahrefs.Reset();
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

    private static WireMockServer Listen(SemrushEmulatorOptions options)
    {
        try
        {
            return WireMockServer.Start(new WireMockServerSettings
            {
                Urls = [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}")],
                // Bodies stay text. WireMock would parse numbers and dates, and change them.
                DisableJsonBodyParsing = true,
                DisableDeserializeFormUrlEncoded = true,
                AllowBodyForAllHttpMethods = true,
                MaxRequestLogCount = 1000,
                PreWireMockMiddlewareInit = application => CallConnection.Watch(application, options.TimeProvider),
            });
        }
        catch (WireMockException exception) when (exception.GetBaseException() is SocketException failure)
        {
            throw new IOException($"The emulator cannot listen on port {options.Port}: {failure.Message}.", exception);
        }
    }

    private void Validate()
    {
        if (_accounts.Length == 0)
            throw new ArgumentException("An emulator has at least one account.");
        if (_accounts.CountBy(account => account.Name).FirstOrDefault(name => name.Value > 1).Key is { } name)
            throw new ArgumentException($"There are two accounts with the name {name}.");
    }

    private OperationHandlers CreateHandlers(SemrushEmulatorOptions options)
    {
        var handlers = new OperationHandlers();
        if (options.ExamplesOnly)
            return handlers;
        foreach (var account in _accounts)
            account.AddHandlers();
        AppCenterHandlers.AddTo(handlers, AppCenter, _credentials, options.Authorization.AppCenterTokenLifetime);
        TokenEndpoints.AddTo(handlers, Authorization);
        Ahrefs.AddTo(handlers);
        return handlers;
    }
}
