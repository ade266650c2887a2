using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Semrush.Client.Internal;
using StackExchange.Redis;

namespace Semrush.Client;

public sealed partial class RedisRateLimiter
{
    /// <summary>The permit of one request: a start and a place, in Redis or, while it is not available, in this process.</summary>
    private sealed class Permit(RedisRateLimiter limiter, Wakeups.Waiter waiter) : RateLimitLease
    {
        private const int MaxLate = 50;

        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
        private static readonly TimeProvider Time = TimeProvider.System;

        private readonly Lock _ending = new();
        private ITimer? _extension;
        private long? _deadline;
        private bool _hasLocalPlace;
        private bool _isOver;

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [RateLimitScope.BeforeWrite.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == RateLimitScope.BeforeWrite.Name ? (Func<CancellationToken, ValueTask>)EnsureInTimeAsync : null;
            return metadata is not null;
        }

        /// <summary>Waits until the request may start.</summary>
        /// <exception cref="TimeoutException">Redis was not available for too long.</exception>
        public async ValueTask EnterAsync(CancellationToken cancellationToken)
        {
            _deadline = null;
            _extension?.Dispose();
            while (_deadline is null)
            {
                if (limiter.Outage is { } outage)
                {
                    if (limiter.Share is { } share)
                        await EnterAsync(share, outage, cancellationToken).ConfigureAwait(false);
                    else
                        await outage.WaitForEndAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                try
                {
                    await EnterRedisAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is RedisException or TimeoutException)
                {
                    limiter.Fail(exception);
                }
            }
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            lock (_ending)
            {
                if (_isOver)
                    return;
                _isOver = true;
                _extension?.Dispose();
                if (_hasLocalPlace)
                    limiter.Share!.ReturnPlace();
                // A start that was not used is given back.
                limiter.Send(_deadline is null ? "cancel" : "leave", waiter.Name);
            }

            waiter.Dispose();
        }

        // Rounded up to whole milliseconds, the unit of timers.
        private static Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) => time > TimeSpan.Zero
            ? Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), Time, cancellationToken)
            : Task.CompletedTask;

        private async ValueTask EnterRedisAsync(CancellationToken cancellationToken)
        {
            // The starts of the last outage still count.
            if (limiter.Share is { Left: var left })
                await DelayAsync(left, cancellationToken).ConfigureAwait(false);
            var sent = Time.GetTimestamp();
            var (step, time) = await limiter.EnterAsync(waiter.Name, cancellationToken).ConfigureAwait(false);
            if (step == "start")
            {
                await DelayAsync(time, cancellationToken).ConfigureAwait(false);
            }
            else if (step == "place")
            {
                await waiter.WaitAsync(time, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                lock (_ending)
                {
                    if (_isOver)
                        limiter.Send("cancel", waiter.Name);
                    ObjectDisposedException.ThrowIf(_isOver, this);
                    _deadline = sent + Ticks(time);
                    // The timer must not keep the execution context of the call alive.
                    using (ExecutionContext.SuppressFlow())
                        _extension = Time.CreateTimer(static permit => ((Permit)permit!).Extend(), this, Interval, Interval);
                }
            }
        }

        private async ValueTask EnterAsync(LocalShare share, RedisOutage outage, CancellationToken cancellationToken)
        {
            if (!_hasLocalPlace && !await TakePlaceAsync(share, cancellationToken).ConfigureAwait(false))
                return;
            // It may have ended in the meantime.
            if (limiter.Outage != outage)
                return;
            var at = share.Reserve(outage.Since);
            await DelayAsync(Time.GetElapsedTime(Time.GetTimestamp(), at), cancellationToken).ConfigureAwait(false);
            _deadline = at + Ticks(limiter.Late);
        }

        private async ValueTask<bool> TakePlaceAsync(LocalShare share, CancellationToken cancellationToken)
        {
            if (!await share.TakePlaceAsync(cancellationToken).ConfigureAwait(false))
                return false;
            lock (_ending)
            {
                if (_isOver)
                    share.ReturnPlace();
                ObjectDisposedException.ThrowIf(_isOver, this);
                return _hasLocalPlace = true;
            }
        }

        private async ValueTask EnsureInTimeAsync(CancellationToken cancellationToken)
        {
            lock (_ending)
                ObjectDisposedException.ThrowIf(_isOver, this);
            for (var late = 0; Time.GetTimestamp() > _deadline; late++)
            {
                if (late == MaxLate)
                    throw new TimeoutException("Redis responds too slowly for the margin of the rate limit. Choose a longer Margin.");
                await EnterAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        private void Extend()
        {
            // Not after the end, as the place would stay taken until its lease ends.
            lock (_ending)
                if (!_isOver)
                    limiter.Send("extend", waiter.Name);
        }

        private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Time.TimestampFrequency);
    }
}
