using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Semrush.Client.Internal;
using StackExchange.Redis;

namespace Semrush.Client;

/// <summary>A limit that all processes with the same Redis server share.</summary>
/// <remarks>
/// <para>
/// No more requests start within a window, by the clock of Redis, than the limit allows. A start is reserved in Redis and waited for in the
/// process. If the request would be written too late, the start is given up and another one is reserved. Processes are served in the order
/// in which they ask. Let one attempt at a time of a process wait, as <see cref="SemrushClient"/> does.
/// </para>
/// <para>
/// The place of a request among the concurrent requests is a lease of 5 seconds, which the process extends. The places of a process that
/// was killed are free after that time.
/// </para>
/// </remarks>
public sealed partial class RedisRateLimiter : RateLimiter
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);
    private static readonly string Script = ReadScript();

    private readonly IConnectionMultiplexer _connection;
    private readonly Wakeups _wakeups;
    private readonly RedisKey[] _keys;
    private readonly RedisValue[] _limits;
    private readonly TimeSpan _maxOutage;
    private readonly ILogger _log;
    private readonly Lock _failing = new();
    private volatile RedisOutage? _outage;

    /// <summary>Creates a limiter.</summary>
    /// <param name="connection">The connection to Redis, which is not disposed.</param>
    /// <param name="scope">The limit. All limiters with the same account and operation share it.</param>
    /// <param name="options">The settings; the defaults if left out.</param>
    /// <param name="loggerFactory">Logs when Redis is not available; nothing is logged if left out.</param>
    /// <exception cref="ArgumentException">A setting is not valid; the message names it.</exception>
    public RedisRateLimiter(
        IConnectionMultiplexer connection, RateLimitScope scope, SemrushRedisOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(scope);
        options = (options ?? new()).Validated();
        (_connection, _wakeups, _maxOutage, Late) = (connection, Wakeups.Of(connection), options.MaxOutage, options.Margin * 0.75);
        _log = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<RedisRateLimiter>();
        var (places, window) = (OrNone(scope.ConcurrentRequests), scope.Window + options.Margin);
        // The braces let a cluster keep the keys of a limit on one server.
        var key = $"semrush:{{{scope.Account}{(scope.Operation is { } operation ? $":{operation}" : "")}}}";
        _keys = [$"{key}:starts", $"{key}:places", $"{key}:waiting"];
        _limits = [scope.Requests, Microseconds(window), Microseconds(Late), places, Microseconds(Lease)];
        if (options.RequestsPerSecondWithoutRedis is > 0 and var share)
            Share = new(Math.Min(share, OrNone(scope.Requests)), Math.Min(share, places), window);
    }

    /// <summary>Always null: other processes may use the limit.</summary>
    public override TimeSpan? IdleDuration => null;

    /// <summary>How much later than its start a request may be written.</summary>
    internal TimeSpan Late { get; }

    /// <summary>The limit of this process while Redis is not available; null if calls wait for it.</summary>
    internal LocalShare? Share { get; }

    /// <summary>The present outage; null while Redis is available.</summary>
    internal RedisOutage? Outage => _outage;

    /// <summary>Always null: there are no statistics.</summary>
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>The next step of a permit: wait for a start or a place, or go, with the time that is left for the write.</summary>
    internal async Task<(string Step, TimeSpan Time)> EnterAsync(string name, CancellationToken cancellationToken)
    {
        var result = await RunAsync("enter", name, cancellationToken).ConfigureAwait(false);
        return ((string)result[0]!, TimeSpan.FromMicroseconds((long)result[1]));
    }

    /// <summary>Changes the state of a permit. No call waits for it: if it is lost, the lease ends by itself.</summary>
    internal void Send(string action, string name) => Observe(RunAsync(action, name, CancellationToken.None));

    /// <summary>Redis is not available: it is tried until it is. Both are logged.</summary>
    internal void Fail(Exception exception)
    {
        lock (_failing)
        {
            if (_outage is not null)
                return;
            Unavailable(exception.Message, Share is null ? "wait for it" : "use the limit of this process");
            // The probe must not keep the execution context of the call alive.
            using (ExecutionContext.SuppressFlow())
                _outage = new(Task.Run(ProbeAsync), _maxOutage, exception);
        }
    }

    /// <inheritdoc />
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
        var permit = new Permit(this, _wakeups.Add());
        try
        {
            await permit.EnterAsync(cancellationToken).ConfigureAwait(false);
            return permit;
        }
        catch
        {
            permit.Dispose();
            throw;
        }
    }

    /// <summary>Acquires no permit, as a permit requires a response of Redis. Use <see cref="RateLimiter.AcquireAsync"/>.</summary>
    /// <param name="permitCount">Is not used.</param>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
        => new Rejection();

    private static int OrNone(int limit) => limit == 0 ? int.MaxValue : limit;

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(RedisRateLimiter).Assembly.GetManifestResourceStream("Limit.lua")!);
        return reader.ReadToEnd();
    }

    private async Task<RedisResult> RunAsync(string action, string name, CancellationToken cancellationToken)
    {
        var running = _connection.GetDatabase().ScriptEvaluateAsync(Script, _keys, [action, name, .. _limits]);
        // A connection may keep commands for a server that does not respond.
        Observe(running);
        return await running.WaitAsync(ResponseTimeout, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    private static void Observe(Task task)
        => _ = task.ContinueWith(static task => task.Exception, default, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task ProbeAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Also before the first: if the same command fails again at once, calls do not repeat it without end.
            await Task.Delay(ProbeInterval, TimeProvider.System).ConfigureAwait(false);
            try
            {
                // Writes as an attempt does, which the server may deny.
                await RunAsync("extend", "", CancellationToken.None).ConfigureAwait(false);
                await RunAsync("cancel", "", CancellationToken.None).ConfigureAwait(false);
                break;
            }
            catch (Exception failure) when (failure is not ObjectDisposedException)
            {
            }
        }

        lock (_failing)
            _outage = null;
        Available(TimeProvider.System.GetElapsedTime(since).TotalSeconds);
    }

    [LoggerMessage(30, LogLevel.Warning, "Redis, which has the rate limit, is not available; calls {Consequence}. {Reason}")]
    private partial void Unavailable(string reason, string consequence);

    [LoggerMessage(31, LogLevel.Information, "Redis, which has the rate limit, is available again after {Seconds:F1} s.")]
    private partial void Available(double seconds);

    private sealed class Rejection : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
