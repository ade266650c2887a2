using Microsoft.AspNetCore.Builder;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Credentials.Internal;
using Semrush.Client.Testing.Faults.Internal;
using Semrush.Client.Testing.RateLimits.Internal;
using Semrush.Client.Testing.Routing.Internal;
using WireMock.Server;
using WireMock.Settings;

namespace Semrush.Client.Testing;

/// <summary>
/// A local Semrush, in this process, on a loopback port of its own. It answers every operation of the contracts, refuses what does not keep
/// to them, and can be made to fail. Instances share nothing; every member may be used from any thread.
/// </summary>
public sealed partial class SemrushEmulator : IAsyncDisposable, IDisposable
{
    private readonly AcceptedCredentials _credentials;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CallPipeline _pipeline;
    private readonly bool _hasRateLimit;
    private bool _disposed;

    private SemrushEmulator(SemrushEmulatorOptions options)
    {
        ContractLibrary.Prepare();
        var time = options.TimeProvider;
        _credentials = new AcceptedCredentials(time);
        MapRankTracker = new EmulatedMapRankTracker(time, options.DemoData);
        AppCenter = new EmulatedAppCenter(time, options.DemoData);
        Authorization = new EmulatedAuthorization(_credentials, options.Authorization, time);
        Ahrefs = new EmulatedAhrefs(Authorization.State, options.Authorization, time);
        _hasRateLimit = options.RateLimit is not null;
        var arrival = new Arrival(time);
        _pipeline = new CallPipeline(_credentials, Handlers(options), new(options.RateLimit, arrival, time), time, _stopping.Token);
        Server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = ["http://127.0.0.1:0"],
            // Bodies stay text: parsed by WireMock, numbers and dates would no longer be what was sent.
            DisableJsonBodyParsing = true,
            DisableDeserializeFormUrlEncoded = true,
            AllowBodyForAllHttpMethods = true,
            MaxRequestLogCount = 1000,
            PreWireMockMiddlewareInit = application =>
            {
                Connections.Watch(application);
                arrival.AddTo((IApplicationBuilder)application);
            },
        });
        Router.Map(Server, _pipeline);
        Address = new Uri(Server.Urls[0]);
        Authorization.State.Address = Address;
    }

    /// <summary>The address of the emulator, which stands for the hosts of all contracts: `http://127.0.0.1:port/`.</summary>
    public Uri Address { get; }

    /// <summary>
    /// The WireMock server behind the emulator. Stubs that are added to it win over the emulator's own, as long as their priority is not
    /// above 999; the calls that they answer are not in <see cref="Calls"/>. It logs the last 1,000 requests, secrets included.
    /// </summary>
    public WireMockServer Server { get; }

    /// <summary>The API key that this emulator takes, unique to it.</summary>
    public string ApiKey => _credentials.ApiKey;

    /// <summary>
    /// A bearer token that this emulator takes everywhere and that never expires, unique to it. Tokens that it hands out are taken, too,
    /// while they last: those of the issuer by the App Center, those of the Semrush Auth flow and of devices by everything else.
    /// </summary>
    public string AccessToken => _credentials.AccessToken;

    /// <summary>The calls so far, in the order in which they came.</summary>
    public IReadOnlyList<EmulatedCall> Calls => _pipeline.Calls.Snapshot();

    /// <summary>An emulator that listens already.</summary>
    /// <param name="options">Settings; the defaults when left out.</param>
    public static SemrushEmulator Start(SemrushEmulatorOptions? options = null) => new(options ?? new SemrushEmulatorOptions());

    /// <summary>Lets the next calls fail. Faults are acted out in the order in which they were added.</summary>
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
    /// Brings back the state after the start: demo data, credits, no tokens or codes handed out, no calls, no faults, no limit used up, no stubs but the
    /// emulator's own. Not meant for a time when calls are under way.
    /// </summary>
    public void Reset()
    {
        _pipeline.Faults.Clear();
        _pipeline.Keeper.Reset();
        _credentials.Reset();
        ResetAreas();
        Server.Reset();
        Router.Map(Server, _pipeline);
        _pipeline.Calls.Clear();
    }

    /// <summary>Stops the emulator. Calls that wait for a delay are dropped.</summary>
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
}
