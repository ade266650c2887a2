namespace Semrush.Client;

/// <summary>How often a test tries what only many tries find: few times by default, often where SEMRUSH_TEST_COUNTS is "full", as <c>dotnet cake --target=Prove</c> sets it.</summary>
internal static class Counts
{
    public static bool AreFull { get; } = Environment.GetEnvironmentVariable("SEMRUSH_TEST_COUNTS") is "full";

    /// <summary>One of the counts of a test.</summary>
    public static int Of(int few, int full) => AreFull ? full : few;
}
