using System.Runtime;

namespace Semrush.Client.Benchmarks;

/// <summary>Brings what is measured to the state in which it stays: until the runtime finds next to nothing more to compile.</summary>
/// <remarks>
/// The runtime compiles a method anew after some thirty calls, but counts them only when nothing new was called for 100 ms; then once
/// more, with what it learned. BenchmarkDotNet decides at its start how many calls an iteration has: with cold code they would be too few.
/// </remarks>
internal static class Heat
{
    private const int LeastCalls = 40;
    private const int QuietRounds = 2;

    // As many are compiled now and then beside the calls.
    private const int NextToNothing = 4;

    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    // The runtime is quiet for a while before it begins, too.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static async Task UpAsync(Func<Task> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var (quiet, time) = (0, TimeSpan.Zero); time < Least || (quiet < QuietRounds && time < Longest); time = TimeProvider.System.GetElapsedTime(start))
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            await CallAsync(call).ConfigureAwait(false);
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
            quiet = JitInfo.GetCompiledMethodCount() - compiled <= NextToNothing ? quiet + 1 : 0;
        }
    }

    private static async Task CallAsync(Func<Task> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var calls = 0; calls < LeastCalls || TimeProvider.System.GetElapsedTime(start) < Burst; calls++)
            await call().ConfigureAwait(false);
    }
}
