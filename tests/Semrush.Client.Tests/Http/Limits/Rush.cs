using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>Many calls with one credential, by two clients, in simulated time.</summary>
internal sealed class Rush : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<Task> _calls = [];
    private readonly SemrushClient[] _clients;
    private readonly AdmissionQueue[] _queues;
    private readonly RateLimiter[] _gates;
    private int _done;

    /// <param name="time">The clock.</param>
    /// <param name="answer">What the server says, and after how long.</param>
    /// <param name="tokens">Where the credential comes from.</param>
    /// <param name="configure">Changes the settings, which have neither repetitions nor time limits.</param>
    public Rush(
        Simulation time,
        Func<(HttpResponseMessage Answer, TimeSpan After)> answer,
        IAccessTokenProvider? tokens = null,
        Action<SemrushClientOptions>? configure = null)
    {
        (Time, Judge) = (time, new(time));
        tokens ??= new Tokens(time, () => TimeSpan.Zero);
        var options = new SemrushClientOptions { AttemptTimeout = Timeout.InfiniteTimeSpan, TotalTimeout = Timeout.InfiniteTimeSpan, Retry = { MaxRetries = 0 }, RateLimit = { MaxWait = Timeout.InfiniteTimeSpan } };
        options.UseAccessTokenProvider(tokens).UseTimeProvider(time);
        configure?.Invoke(options);
        Stub = new(async (_, token) =>
        {
            Judge.Begin();
            try
            {
                var (message, after) = answer();
                await Task.Delay(after, time, token);
                return message;
            }
            finally
            {
                Judge.End();
            }
        });
        _clients = [.. Enumerable.Range(0, 2).Select(_ => new SemrushClient(options, new HttpClient(Stub) { Timeout = Timeout.InfiniteTimeSpan }))];
        var limits = Account.OfProvider(tokens).LimitsOn(time);
        limits.For(options.RateLimit.RequestsPerSecond, options.RateLimit.ConcurrentRequests);
        _queues = [.. limits.Queues];
        _gates = [.. limits.Gates.Select(gate => gate.Limiter)];
    }

    public Simulation Time { get; }

    public StartJudge Judge { get; }

    public StubHandler Stub { get; }

    /// <summary>The calls, in the order in which they began.</summary>
    public IReadOnlyList<Task> Calls => _calls;

    /// <summary>How many permits each gate of the account has left.</summary>
    public IEnumerable<long> Permits => _gates.Select(gate => gate.GetStatistics()!.CurrentAvailablePermits);

    /// <summary>One of the clients, for calls that somebody else begins.</summary>
    public SemrushClient Client => _clients[0];

    /// <summary>How many calls wait for something that only time can bring: their answer or their permit.</summary>
    // Counted from the last stage to the first, against the way of a call: one that moves meanwhile is missed, never counted twice.
    public long Waiting => Time.Delays + _gates.Reverse().Sum(gate => gate.GetStatistics()!.CurrentQueuedCount) + _queues.Sum(queue => queue.Count);

    /// <summary>Begins a call when its time has come.</summary>
    public void Call(TimeSpan at, string campaign = The.CampaignId) => Time.At(at, () => Begin(campaign, The.Token));

    /// <summary>Begins a call when its time has come, and cancels it later.</summary>
    public void Call(TimeSpan at, TimeSpan until)
    {
        var cancellation = new CancellationTokenSource();
        Time.At(at, () => Begin(The.CampaignId, cancellation.Token));
        Time.At(until, cancellation.Cancel);
    }

    /// <summary>Lets time pass until all calls are over, and nothing more can happen.</summary>
    public async Task RunAsync()
    {
        do
            await SettleAsync();
        while (Time.Next());
        Assert.All(_calls, call => Assert.True(call.IsCompleted));
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        Stub.Dispose();
    }

    private void Begin(string campaign, CancellationToken cancellationToken)
    {
        var call = _clients[_calls.Count % _clients.Length].MapRankTracker.GetCampaignAsync(campaign, cancellationToken: cancellationToken);
        _calls.Add(call);
        call.ContinueWith(_ => Interlocked.Increment(ref _done), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    // Until every call is over or waits for something that only time can bring.
    private async Task SettleAsync()
    {
        var since = Stopwatch.GetTimestamp();
        while (Settled() != _calls.Count)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"{_calls.Count - Settled()} calls are neither over nor waiting.");
            await Task.Yield();
        }
    }

    private long Settled() => Volatile.Read(ref _done) + Waiting;

    /// <summary>A sign-in that takes its time, for each caller anew.</summary>
    internal sealed class Tokens(Simulation time, Func<TimeSpan> after) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public async Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? context = null, CancellationToken cancellationToken = default)
        {
            await Task.Delay(after(), time, cancellationToken);
            return The.AccessToken;
        }
    }
}
