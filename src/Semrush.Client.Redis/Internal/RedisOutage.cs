namespace Semrush.Client.Internal;

/// <summary>A time in which Redis is not available.</summary>
/// <param name="end">Ends with it.</param>
/// <param name="max">How long after its beginning calls wait.</param>
/// <param name="cause">The first failure.</param>
internal sealed class RedisOutage(Task end, TimeSpan max, Exception cause)
{
    public long Since { get; } = TimeProvider.System.GetTimestamp();

    /// <exception cref="TimeoutException">It is too long.</exception>
    public async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        var left = max - TimeProvider.System.GetElapsedTime(Since);
        try
        {
            await end.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                FormattableString.Invariant($"Redis, which has the rate limit, has not been available for {max.TotalSeconds:0.#} s. ")
                    + "Check the connection to Redis, or set RequestsPerSecondWithoutRedis to go on without it.",
                cause);
        }
    }
}
