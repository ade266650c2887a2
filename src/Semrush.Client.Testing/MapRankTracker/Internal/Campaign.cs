using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>A campaign at one time. A change makes a new one, so that whoever holds this one sees no half of it.</summary>
internal sealed record Campaign
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Business Business { get; init; }

    public required IReadOnlyList<Business> Competitors { get; init; }

    public required string CountryCode { get; init; }

    public required IReadOnlyList<Keyword> Keywords { get; init; }

    /// <summary>The grid that the points come from; none where they were given one by one.</summary>
    public Grid? Grid { get; init; }

    public required IReadOnlyList<GridPoint> Points { get; init; }

    /// <summary>The schedule as answers have it, without interval and time; none for collection on request only.</summary>
    public JObject? CollectingFrequency { get; init; }

    public string? NextReportDate { get; init; }

    /// <summary>The reports, the latest first.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    public Report? LatestReport => Reports.Count > 0 ? Reports[0] : null;

    public required string CreatedAt { get; init; }

    public string Status { get; init; } = "CREATED";

    public required string StatusUpdatedAt { get; init; }

    public IEnumerable<GridPoint> EnabledPoints => Points.Where(point => point.IsEnabled);

    /// <summary>The credits of one collection.</summary>
    public long Cost => (long)EnabledPoints.Count() * Keywords.Count;

    public Report? Report(string? date) =>
        Instant.TryParse(date, out var instant) ? Reports.FirstOrDefault(report => report.Instant == instant) : null;

    /// <summary>This campaign with one more report of what it has now.</summary>
    public Campaign Collect(string date)
    {
        var report = new Report(date, Keywords, [.. EnabledPoints], [Business, .. Competitors]);
        return this with { Reports = [.. Reports.Append(report).OrderByDescending(known => known.Instant)], Status = "COLLECTED" };
    }
}
