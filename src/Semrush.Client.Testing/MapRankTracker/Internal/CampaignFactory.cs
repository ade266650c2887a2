using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>New campaigns: from a request or from a seed.</summary>
internal static class CampaignFactory
{
    private const int Competitors = 23;

    public static Campaign Create(CampaignStore store, JObject request)
    {
        var points = request["points"] is JArray given ? Points(store, given) : null;
        var placeId = (string)request["placeId"]!;
        var business = BusinessOf(store, placeId, request, points);
        var center = business.Coordinates;
        var settings = request["gridSettings"];
        var grid = points is not null ? null : settings is not null ? Grid.Read(settings, center) : Grid.Around(center);
        var now = store.Now();
        return new Campaign
        {
            Id = store.NewId(),
            Name = (string?)request["name"] ?? business.Name,
            Business = business,
            Competitors = Neighbourhood.Around(business, Competitors, grid?.Kilometers ?? Reach(business, points!)),
            // Nothing in a request tells the country.
            CountryCode = KnownCampaign(store, placeId)?.CountryCode ?? "US",
            Keywords = Keywords(store, request["keywords"]!.Values<string>(), []),
            Grid = grid,
            Points = points ?? Points(store, grid!),
            CollectingFrequency = Schedule.ToAnswer(request["collectingFrequency"]),
            NextReportDate = Schedule.Next(request["collectingFrequency"], store.Time.GetUtcNow()),
            CreatedAt = now,
            StatusUpdatedAt = now,
        };
    }

    public static Campaign Seed(CampaignStore store, CampaignSeed seed)
    {
        var business = SeedReader.Business(seed);
        var grid = SeedReader.Grid(seed, business.Coordinates);
        var dates = SeedReader.ReportDates(seed, store.Time.GetUtcNow());
        var now = dates.Count > 0 ? dates[0] : store.Now();
        var campaign = new Campaign
        {
            Id = seed.Id ?? store.NewId(),
            Name = seed.Name,
            Business = business,
            Competitors = Neighbourhood.Around(business, seed.Competitors, grid.Kilometers),
            CountryCode = seed.CountryCode,
            Keywords = Keywords(store, seed.Keywords, []),
            Grid = grid,
            Points = Points(store, grid),
            CollectingFrequency = Schedule.ToAnswer(seed.CollectingFrequency),
            NextReportDate = Schedule.Next(seed.CollectingFrequency, store.Time.GetUtcNow()),
            CreatedAt = now,
            StatusUpdatedAt = dates.Count > 0 ? dates[^1] : now,
        };
        return dates.Aggregate(campaign, (collected, date) => collected.Collect(date));
    }

    /// <summary>Keywords by name; one that was there before keeps its identifier, one that comes twice counts once.</summary>
    public static IReadOnlyList<Keyword> Keywords(CampaignStore store, IEnumerable<string?> names, IReadOnlyList<Keyword> known) =>
    [
        .. names.OfType<string>().Distinct()
            .Select(name => known.FirstOrDefault(keyword => keyword.Name == name) ?? new Keyword(store.NewId(), name)),
    ];

    public static IReadOnlyList<GridPoint> Points(CampaignStore store, Grid grid) =>
        [.. grid.Points().Select((coordinates, index) => new GridPoint(store.NewId(), index, true, coordinates))];

    public static IReadOnlyList<GridPoint> Points(CampaignStore store, JArray points) =>
    [
        .. points.Select(point => new GridPoint(
            store.NewId(), (int)point["index"]!, (bool)point["isEnabled"]!, Coordinates.Read(point["coordinates"]!))),
    ];

    // A Place ID that is known here stands for its business; any other one for an invented business in the area that is to be tracked.
    private static Business BusinessOf(CampaignStore store, string placeId, JObject request, IReadOnlyList<GridPoint>? points)
    {
        if (placeId == KnownPlace.TheDeerAndTheDove.PlaceId)
            return KnownPlace.TheDeerAndTheDove;
        if (KnownCampaign(store, placeId) is { } known)
            return known.Business;
        var center = request["gridSettings"]?["basePoint"] is { } basePoint ? Coordinates.Read(basePoint)
            : points is { Count: > 0 } ? Center(points)
            : Neighbourhood.PlaceOf(placeId);
        return Neighbourhood.At(placeId, center);
    }

    private static Coordinates Center(IReadOnlyList<GridPoint> points) =>
        new(points.Average(point => point.Coordinates.Lat), points.Average(point => point.Coordinates.Lng));

    private static Campaign? KnownCampaign(CampaignStore store, string placeId) =>
        store.Campaigns.FirstOrDefault(campaign => campaign.Business.PlaceId == placeId);

    private static double Reach(Business business, IReadOnlyList<GridPoint> points) =>
        Math.Max(0.5, points.Select(point => business.Coordinates.KilometersTo(point.Coordinates)).DefaultIfEmpty(0).Max());
}
