using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>When a schedule is due next.</summary>
internal static class Schedule
{
    private const int LongestPeriod = 366;

    /// <summary>The schedule as answers have it: the documented ones lack the interval and the time.</summary>
    public static JObject? ToAnswer(JToken? request)
    {
        if (request is not JObject schedule)
            return null;
        var answer = (JObject)schedule.DeepClone();
        answer.Remove("interval");
        answer.Remove("time");
        return answer;
    }

    /// <summary>
    /// The next time the schedule names, or nothing where it is not in force. The first one is meant whatever the interval. The time is
    /// taken as UTC: that it is the local time of the business is only inferred, and no zone is known here.
    /// </summary>
    public static string? Next(JToken? schedule, DateTimeOffset now)
    {
        if (schedule is not JObject || (bool?)schedule["enable"] is not true)
            return null;
        var time = TimeOnly.Parse((string?)schedule["time"] ?? "00:00", CultureInfo.InvariantCulture);
        var positions = schedule["positions"]?.Values<int>().ToHashSet() ?? [];
        var utc = now.ToUniversalTime();
        var today = new DateOnly(utc.Year, utc.Month, utc.Day);
        var due = Enumerable.Range(0, LongestPeriod + 1)
            .Select(today.AddDays)
            .Where(day => IsDue((string?)schedule["frequency"], day, positions, today))
            .Select(day => new DateTimeOffset(day, time, TimeSpan.Zero))
            .FirstOrDefault(moment => moment > now);
        return due == default ? null : InstantText.Whole(due);
    }

    private static bool IsDue(string? frequency, DateOnly day, HashSet<int> positions, DateOnly today) => frequency switch
    {
        "WEEKLY" => (positions.Count == 0 ? [1] : positions).Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek),
        "MONTHLY" => (positions.Count == 0 ? [1] : positions).Contains(day.Day),
        // What positions mean in a year is not documented.
        "YEARLY" => day == today.AddYears(1),
        _ => true,
    };
}
