namespace Semrush.Client.Benchmarks;

/// <summary>Brings what is measured to the state in which it stays.</summary>
/// <remarks>
/// The runtime compiles a method anew after some calls, and only when nothing new was called for 100 ms; then once more, with what it
/// learned. BenchmarkDotNet decides at its start how many calls an iteration has: with cold code they would be too few.
/// </remarks>
internal static class Heat
{
    private const int Bursts = 5;

    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    public static async Task UpAsync(Func<Task> call)
    {
        for (var i = 0; i < Bursts; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(start) < Burst)
                await call().ConfigureAwait(false);
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
        }
    }
}
