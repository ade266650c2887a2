namespace Semrush.Client.Benchmarks.Limiting;

/// <summary>Our client with its rate limiter on.</summary>
internal static class Limited
{
    public const int PerSecond = 10;

    // A start counts for a second and a little more.
    private static readonly TimeSpan UntilPermitIsBack = TimeSpan.FromSeconds(1.5);

    public static SemrushClient Client(HttpMessageHandler server)
    {
        var options = Settings.WithCachedToken();
        options.RateLimit.Enabled = true;
        options.RateLimit.RequestsPerSecond = PerSecond;
        return new(options, new HttpClient(server));
    }

    /// <summary>Makes a call, so that what is measured afterwards is compiled and has a token, and every permit.</summary>
    public static async Task WarmUpAsync(Func<Task> call)
    {
        await call().ConfigureAwait(false);
        await Task.Delay(UntilPermitIsBack, TimeProvider.System).ConfigureAwait(false);
    }

    /// <summary>The least time in which so many requests may start: the first ten at once, and every further ten a second later.</summary>
    public static TimeSpan LeastTime(int requests) => TimeSpan.FromSeconds((requests - 1) / PerSecond);
}
