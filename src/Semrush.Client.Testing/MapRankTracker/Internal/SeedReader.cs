using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>What a seed leaves out, and what it may not say.</summary>
internal static class SeedReader
{
    private static readonly int[] FractionDigits = [3, 9, 6, 0];

    public static Business Business(CampaignSeed seed)
    {
        var name = seed.BusinessName ?? seed.Name;
        var identity = $"{name} at {seed.Address}";
        return new Business(
            seed.Cid ?? StableHash.Cid(identity), seed.PlaceId ?? StableHash.PlaceId(identity), name, seed.Address, seed.Rating,
            seed.ReviewNumber, new Coordinates(seed.Latitude, seed.Longitude));
    }

    public static Grid Grid(CampaignSeed seed, Coordinates center)
    {
        var grid = new Grid(seed.Template, seed.Unit, seed.Distance, center);
        return grid.IsValid ? grid : throw new ArgumentException($"{seed.Template} is not a template such as 7x7.", nameof(seed));
    }

    /// <summary>The dates of the reports, the earliest first.</summary>
    public static IReadOnlyList<string> ReportDates(CampaignSeed seed, DateTimeOffset now) => seed.ReportDates.Count > 0
        ? [.. seed.ReportDates.OrderBy(Instant.Parse)]
        : [.. Enumerable.Range(0, seed.Reports).Reverse().Select(index => ReportDate(index, now))];

    // One report a week back from now, with as many digits as it pleases, as Semrush does it.
    private static string ReportDate(int index, DateTimeOffset now)
    {
        var text = InstantText.Full(now.AddDays(-7 * index).AddHours(-1), 74);
        var digits = FractionDigits[index % FractionDigits.Length];
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return digits == 0 ? $"{text[..point]}Z" : $"{text[..(point + 1 + digits)]}Z";
    }
}
