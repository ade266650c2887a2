using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Semrush.Client.ContractTests.Wire;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>Calls through the proxy, and the result of each.</summary>
internal sealed class SoakRun(SemrushEmulator emulator, FaultPlan plan)
{
    public static readonly int Calls = Counts.Of(few: 1_000, full: 10_000);

    public const int Callers = 20;

    // Long enough for a busy machine, but for the responses that are to be late.
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    // Fewer permits than callers, so that some always wait.
    private static readonly RateLimitOptions Limit = new() { RequestsPerSecond = 5000, ConcurrentRequests = 16 };

    private readonly bool[] _isRight = new bool[Calls];
    private readonly SemrushApiException?[] _failures = new SemrushApiException?[Calls];

    public Ledger Ledger { get; } = new();

    public TimeSpan Duration { get; private set; }

    public int PeakSockets { get; private set; }

    public long PeakMemory { get; private set; }

    /// <summary>Whether the call returned what it should; false where it failed.</summary>
    public bool IsRight(int call) => _isRight[call];

    public SemrushApiException? Failure(int call) => _failures[call];

    public async Task CallAsync(CancellationToken cancellationToken)
    {
        var calls = await SoakCalls.PrepareAsync(emulator, Calls, cancellationToken);
        using var proxy = new FaultProxy(emulator.Address, plan, Ledger, late: AttemptTimeout * 2);
        await using var server = new WireServer { Script = _ => proxy.PassAsync };
        var services = new ServiceCollection();
        services.AddSemrush(options => Configure(options, server.Address)).HttpClient.AddHttpMessageHandler(() => new CallTag(Ledger));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<SemrushClient>();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken }, (call, token) => RunAsync(calls, client, call, token));
        Duration = Stopwatch.GetElapsedTime(started);
        PeakSockets = server.Peak;
        var options = Configure(new(), server.Address);
        options.AttemptTimeout = WireClient.LongEnough;
        using var other = new SemrushClient(options);
        await WireClient.AssertAllPermitsAreBackAsync(server, other, Limit.ConcurrentRequests, cancellationToken);
    }

    private async ValueTask RunAsync(SoakCalls calls, SemrushClient client, int call, CancellationToken token)
    {
        CallTag.Set(call);
        try
        {
            _isRight[call] = await calls.RunAsync(client, call, token);
        }
        catch (SemrushApiException exception)
        {
            // Any other exception ends the test.
            _failures[call] = exception;
        }

        PeakMemory = Math.Max(PeakMemory, Environment.WorkingSet);
    }

    private SemrushClientOptions Configure(SemrushClientOptions options, Uri address)
    {
        (options.Retry.MaxRetries, options.Retry.Delay, options.AttemptTimeout) = (SoakRules.Retries, TimeSpan.FromMilliseconds(1), AttemptTimeout);
        (options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests) = (Limit.RequestsPerSecond, Limit.ConcurrentRequests);
        emulator.Configure(options);
        (options.BaseAddress, options.ApiKey, options.AccessToken) = (address, null, emulator.AccessToken);
        return options;
    }
}

/// <summary>Adds the number of the call to every request, and keeps the client's side of the ledger.</summary>
internal sealed class CallTag(Ledger ledger) : DelegatingHandler
{
    public const string Header = "X-Call";

    private static readonly AsyncLocal<int> Current = new();

    public static void Set(int call) => Current.Value = call;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Current.Value;
        request.Headers.Add(Header, call.ToString(CultureInfo.InvariantCulture));
        ledger.Send(call);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch when (cancellationToken.IsCancellationRequested)
        {
            ledger.GiveUp(call);
            throw;
        }
    }
}

/// <summary>How often each call was sent and timed out at the client, and how often it arrived and was carried out at the server.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<int, int> _sent = new();
    private readonly ConcurrentDictionary<int, int> _givenUp = new();
    private readonly ConcurrentDictionary<int, int> _arrived = new();
    private readonly ConcurrentDictionary<int, int> _carriedOut = new();

    public int Sent => _sent.Values.Sum();

    public int Requests => _arrived.Values.Sum();

    public void Send(int call) => Count(_sent, call);

    public void GiveUp(int call) => Count(_givenUp, call);

    public void Arrive(int call) => Count(_arrived, call);

    public void CarryOut(int call) => Count(_carriedOut, call);

    public int TimesSent(int call) => _sent.GetValueOrDefault(call);

    /// <summary>How often an attempt timed out before there was a response.</summary>
    public int TimesGivenUp(int call) => _givenUp.GetValueOrDefault(call);

    public int Arrivals(int call) => _arrived.GetValueOrDefault(call);

    public int TimesCarriedOut(int call) => _carriedOut.GetValueOrDefault(call);

    private static void Count(ConcurrentDictionary<int, int> counts, int call) => counts.AddOrUpdate(call, 1, static (_, count) => count + 1);
}
