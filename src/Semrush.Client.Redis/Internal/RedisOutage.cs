using System.Globalization;

namespace Semrush.Client.Internal;

/// <summary>A time in which Redis is not available.</summary>
/// <param name="end">Ends with it.</param>
/// <param name="max">How long after its beginning calls wait.</param>
/// <param name="cause">The first failure.</param>
internal sealed class RedisOutage(Task end, TimeSpan max, Exception cause)
{
    public long Since { get; } = TimeProvider.System.GetTimestamp();

    /// <exception cref="RedisOutageException">It is too long.</exception>
    public async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        var left = max - TimeProvider.System.GetElapsedTime(Since);
        try
        {
            await end.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new RedisOutageException(max, cause);
        }
    }
}

/// <summary>Redis has not been available for longer than calls may wait.</summary>
internal sealed class RedisOutageException(TimeSpan time, Exception cause) : Exception(
    string.Create(CultureInfo.InvariantCulture, $"Redis, which has the rate limit, has not been available for {time.TotalSeconds:0.#} s. ")
        + "Check the connection to Redis, or set RequestsPerSecondWithoutRedis to go on without it.",
    cause);
