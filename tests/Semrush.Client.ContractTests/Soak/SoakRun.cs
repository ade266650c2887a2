using System.Diagnostics;
using Semrush.Client.ContractTests.Limits;
using Semrush.Client.ContractTests.Wire;
using Semrush.Client.Http.Internal;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Soak;

/// <summary>Calls through the proxy, and what became of each of them.</summary>
internal sealed class SoakRun(SemrushEmulator emulator, MishapPlan plan)
{
    public static readonly int Calls = Counts.Of(few: 1_000, full: 10_000);

    public const int Callers = 20;

    // A busy machine may take its time, but for what is to be late.
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    // Fewer places than callers, so that some always wait for one.
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
        var stage = await SoakStage.PrepareAsync(emulator, Calls, cancellationToken);
        using var proxy = new MishapProxy(emulator.Address, plan, Ledger, late: AttemptTimeout * 2);
        await using var server = new WireServer { Script = _ => proxy.PassAsync };
        using var http = new HttpClient(new CallTag(Ledger) { InnerHandler = HttpPipeline.CreateHandler() });
        using var client = new SemrushClient(Options(server.Address), http);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken }, (call, token) => RunAsync(stage, client, call, token));
        Duration = Stopwatch.GetElapsedTime(started);
        PeakSockets = server.Peak;
        await new Permits(emulator.AccessToken, Limit).AssertAllBackAsync(atLeast: Ledger.Sent, cancellationToken);
    }

    private async ValueTask RunAsync(SoakStage stage, SemrushClient client, int call, CancellationToken token)
    {
        CallTag.Set(call);
        try
        {
            _isRight[call] = await stage.RunAsync(client, call, token);
        }
        catch (SemrushApiException exception)
        {
            // Any other exception ends the test.
            _failures[call] = exception;
        }

        PeakMemory = Math.Max(PeakMemory, Environment.WorkingSet);
    }

    private SemrushClientOptions Options(Uri address)
    {
        var options = new SemrushClientOptions { Retry = { MaxRetries = SoakRules.Retries, Delay = TimeSpan.FromMilliseconds(1) }, AttemptTimeout = AttemptTimeout };
        (options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests) = (Limit.RequestsPerSecond, Limit.ConcurrentRequests);
        emulator.Configure(options);
        (options.BaseAddress, options.ApiKey, options.AccessToken) = (address, null, emulator.AccessToken);
        return options;
    }
}
