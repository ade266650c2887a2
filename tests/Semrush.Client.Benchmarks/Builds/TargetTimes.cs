using System.Globalization;
using System.Text.RegularExpressions;

namespace Semrush.Client.Benchmarks.Builds;

/// <summary>The time of targets in MSBuild's own summary of a build.</summary>
internal static partial class TargetTimes
{
    private static readonly string[] Generation = ["GenerateClients", "RemoveOrphanedClients"];

    public static TimeSpan OfGeneration(string output)
    {
        var times = Line().Matches(output).Where(line => Generation.Contains(line.Groups["target"].Value)).ToList();
        if (times.Count != Generation.Length)
            throw new InvalidOperationException("MSBuild's summary does not tell the time of the generation.");
        return TimeSpan.FromMilliseconds(times.Sum(line => int.Parse(line.Groups["time"].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"^\s*(?<time>\d+) ms\s+(?<target>\w+)\s+\d+ calls", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
