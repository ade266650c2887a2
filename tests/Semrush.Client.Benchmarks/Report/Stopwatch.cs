namespace Semrush.Client.Benchmarks.Report;

/// <summary>How long something takes by the machine's clock.</summary>
internal static class Stopwatch
{
    public static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action().ConfigureAwait(false);
        return TimeProvider.System.GetElapsedTime(start);
    }
}
