using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>A campaign at one time. A change makes a new one.</summary>
internal sealed record Campaign
{
    private const string UserId = "20681378";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Business Business { get; init; }

    public required IReadOnlyList<Business> Competitors { get; init; }

    public required string CountryCode { get; init; }

    public required IReadOnlyList<Keyword> Keywords { get; init; }

    /// <summary>The grid of the points; null where they were given one by one.</summary>
    public Grid? Grid { get; init; }

    public required IReadOnlyList<GridPoint> Points { get; init; }

    /// <summary>The schedule of a response, without interval and time; null for collection on request only.</summary>
    public JObject? CollectingFrequency { get; init; }

    public string? NextReportDate { get; init; }

    /// <summary>The reports, the latest first.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    public required string CreatedAt { get; init; }

    public string Status { get; init; } = "CREATED";

    public required string StatusUpdatedAt { get; init; }

    public IEnumerable<GridPoint> EnabledPoints => Points.Where(point => point.IsEnabled);

    /// <summary>The credits of one collection.</summary>
    public long Cost => (long)EnabledPoints.Count() * Keywords.Count;

    public Report? LatestReport => Reports.Count > 0 ? Reports[0] : null;

    private string? LastReportDate => LatestReport?.Date.ToString();

    public Report? FindReport(string? date) => date is null ? null : Reports.FirstOrDefault(report => report.Date == new Timestamp(date));

    /// <summary>This campaign with one more report, of its present keywords and points.</summary>
    public Campaign Collect(string date)
    {
        var report = new Report(date, Keywords, [.. EnabledPoints], [Business, .. Competitors]);
        return this with { Reports = [.. Reports.Append(report).OrderByDescending(known => known.Date)], Status = "COLLECTED" };
    }

    /// <summary>The campaign as GetCampaign returns it.</summary>
    public JObject ToJson() => JsonText.From(new
    {
        Id,
        userId = UserId,
        sharingStatus = new { accessType = "OWNER", ownerEmail = "user@semrush.com", sharesCount = 0 },
        CollectingFrequency,
        Keywords,
        gridSettings = Grid,
        LastReportDate,
        NextReportDate,
        reportDates = Reports.Count > 0 ? Reports.Select(report => report.Date.ToString()) : null,
        Points,
        CountryCode,
        Business,
        CreatedAt,
        Status,
        StatusUpdatedAt,
        projectMetrics = Metrics() ?? new { },
        Name,
    });

    /// <summary>The campaign as GetCampaigns returns it.</summary>
    public object ToSummary() => new
    {
        Id,
        userId = UserId,
        keywordsNumber = Keywords.Count,
        pointsNumber = EnabledPoints.Count(),
        gridSettings = Grid,
        CountryCode,
        Business,
        projectMetrics = Metrics(),
        Name,
        LastReportDate,
        NextReportDate,
        Status,
        CreatedAt,
    };

    // The averages of the business over the keywords of the latest report, and their changes since the report before. The documented list
    // has -1.84 for the position and +0.646 for the share: both are the latest minus the earlier value. The values have up to three digits.
    private object? Metrics()
    {
        if (Reports.Count == 0)
            return null;
        var (position, share) = Reports[0].Averages();
        var (earlierPosition, earlierShare) = Reports.Count > 1 ? Reports[1].Averages() : (position, share);
        return new
        {
            averagePosition = Math.Round(position, 3),
            averagePositionDiff = Math.Round(position - earlierPosition, 3),
            averageShareOfVoice = Math.Round(share, 3),
            averageShareOfVoiceDiff = Math.Round(share - earlierShare, 3),
        };
    }
}

internal sealed record Keyword(string Id, string Name);
