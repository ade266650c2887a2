using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>Creates campaigns, from a request or a seed, and changes them.</summary>
internal static class CampaignFactory
{
    private const int Competitors = 23;

    public static Campaign Create(EmulatedMapRankTracker tracker, JObject request)
    {
        var points = request["points"] is JArray given ? Points(tracker, given) : null;
        var placeId = (string)request["placeId"]!;
        var known = tracker.All.FirstOrDefault(campaign => campaign.Business.PlaceIds.Contains(placeId));
        var business = known?.Business ?? BusinessOf(placeId, request, points);
        var center = business.Coordinates;
        var grid = points is not null ? null : request["gridSettings"] is { } settings ? Grid.Read(settings, center) : Grid.Around(center);
        var reach = grid?.Kilometers ?? points!.Select(point => center.KilometersTo(point.Coordinates)).Append(0.5).Max();
        var now = tracker.NewTimestamp();
        return new Campaign
        {
            Id = tracker.NewId(),
            Name = (string?)request["name"] ?? business.Name,
            Business = business,
            Competitors = Neighbourhood.Around(business, Competitors, reach),
            // A request does not contain the country.
            CountryCode = known?.CountryCode ?? "US",
            Keywords = Keywords(tracker, request["keywords"]!.Values<string>()),
            Grid = grid,
            Points = points ?? Points(tracker, grid!),
            CollectingFrequency = Schedule.ToResponse(request["collectingFrequency"]),
            NextReportDate = Schedule.Next(request["collectingFrequency"], tracker.Now),
            CreatedAt = now,
            StatusUpdatedAt = now,
        };
    }

    public static Campaign Seed(EmulatedMapRankTracker tracker, CampaignSeed seed)
    {
        var name = seed.BusinessName ?? seed.Name;
        var identity = $"{name} at {seed.Address}";
        var business = new Business(
            seed.Cid ?? StableHash.Cid(identity), [seed.PlaceId ?? StableHash.PlaceId(identity)], name, seed.Address, seed.Rating,
            seed.ReviewNumber, new Coordinates(seed.Latitude, seed.Longitude));
        var grid = new Grid(seed.Template, seed.Unit, seed.Distance, business.Coordinates);
        if (!grid.IsValid)
            throw new ArgumentException($"{seed.Template} is not a template such as 7x7.", nameof(seed));
        var dates = seed.ReportDatesUntil(tracker.Now);
        var campaign = new Campaign
        {
            Id = seed.Id ?? tracker.NewId(),
            Name = seed.Name,
            Business = business,
            Competitors = Neighbourhood.Around(business, seed.Competitors, grid.Kilometers),
            CountryCode = seed.CountryCode,
            Keywords = Keywords(tracker, seed.Keywords),
            Grid = grid,
            Points = Points(tracker, grid),
            CollectingFrequency = Schedule.ToResponse(seed.CollectingFrequency),
            NextReportDate = Schedule.Next(seed.CollectingFrequency, tracker.Now),
            CreatedAt = dates.Count > 0 ? dates[0] : tracker.NewTimestamp(),
            StatusUpdatedAt = dates.Count > 0 ? dates[^1] : tracker.NewTimestamp(),
        };
        return dates.Aggregate(campaign, (collected, date) => collected.Collect(date));
    }

    /// <summary>The campaign with the members of the request. Reports keep the keywords and points that they were collected for.</summary>
    public static Campaign Change(EmulatedMapRankTracker tracker, Campaign campaign, JObject request)
    {
        if ((string?)request["name"] is { } name)
            campaign = campaign with { Name = name };
        if (request["keywords"] is { } keywords)
            campaign = campaign with { Keywords = Keywords(tracker, keywords.Values<string>(), campaign.Keywords) };
        if (request["gridSettings"] is { } settings)
        {
            var grid = Grid.Read(settings, campaign.Grid?.BasePoint ?? campaign.Business.Coordinates);
            campaign = campaign with { Grid = grid, Points = Points(tracker, grid) };
        }

        if (request["points"] is JArray points)
            campaign = campaign with { Grid = null, Points = Points(tracker, points) };
        return request["collectingFrequency"] is not { } schedule ? campaign : campaign with
        {
            CollectingFrequency = Schedule.ToResponse(schedule),
            NextReportDate = Schedule.Next(schedule, tracker.Now),
        };
    }

    // Keywords without duplicates. A known one keeps its identifier.
    private static IReadOnlyList<Keyword> Keywords(
        EmulatedMapRankTracker tracker, IEnumerable<string?> names, IReadOnlyList<Keyword>? known = null) => [
        .. names.OfType<string>().Distinct()
            .Select(name => known?.FirstOrDefault(keyword => keyword.Name == name) ?? new Keyword(tracker.NewId(), name)),
    ];

    private static IReadOnlyList<GridPoint> Points(EmulatedMapRankTracker tracker, Grid grid)
        => [.. grid.Points().Select((coordinates, index) => new GridPoint(tracker.NewId(), index, true, coordinates))];

    private static IReadOnlyList<GridPoint> Points(EmulatedMapRankTracker tracker, JArray points) => [
        .. points.Select(point => new GridPoint(
            tracker.NewId(), (int)point["index"]!, (bool)point["isEnabled"]!, Coordinates.Read(point["coordinates"]!))),
    ];

    // The documented business, or an invented one in the area that is to be tracked.
    private static Business BusinessOf(string placeId, JObject request, IReadOnlyList<GridPoint>? points)
    {
        if (Neighbourhood.TheDeerAndTheDove.PlaceIds.Contains(placeId))
            return Neighbourhood.TheDeerAndTheDove;
        if (request["gridSettings"]?["basePoint"] is { } basePoint)
            return Neighbourhood.At(placeId, Coordinates.Read(basePoint));
        return Neighbourhood.At(placeId, points is { Count: > 0 }
            ? new(points.Average(point => point.Coordinates.Lat), points.Average(point => point.Coordinates.Lng))
            : Neighbourhood.PlaceOf(placeId));
    }
}

/// <summary>The schedule of a campaign's collections.</summary>
internal static class Schedule
{
    private const int LongestPeriod = 366;

    /// <summary>The schedule as responses have it: the documented ones lack the interval and the time.</summary>
    public static JObject? ToResponse(JToken? request)
    {
        var schedule = request?.DeepClone() as JObject;
        schedule?.Remove("interval");
        schedule?.Remove("time");
        return schedule;
    }

    /// <summary>
    /// The next time of the schedule, whatever its interval; null where it is not enabled. The time is read as UTC: that it is the local
    /// time of the business is only inferred, and the time zone is not known here.
    /// </summary>
    public static string? Next(JToken? schedule, DateTimeOffset now)
    {
        if ((schedule as JObject)?["enable"] is not JValue { Value: true })
            return null;
        var time = TimeOnly.Parse((string?)schedule["time"] ?? "00:00", CultureInfo.InvariantCulture);
        var positions = schedule["positions"]?.Values<int>().ToHashSet() is { Count: > 0 } given ? given : [1];
        var utc = now.ToUniversalTime();
        var today = new DateOnly(utc.Year, utc.Month, utc.Day);
        var due = Enumerable.Range(0, LongestPeriod + 1).Select(today.AddDays)
            .Where(day => (string?)schedule["frequency"] switch
            {
                "WEEKLY" => positions.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek),
                "MONTHLY" => positions.Contains(day.Day),
                // The meaning of positions in a year is not documented.
                "YEARLY" => day == today.AddYears(1),
                _ => true,
            })
            .Select(day => new DateTimeOffset(day, time, TimeSpan.Zero))
            .FirstOrDefault(moment => moment > now);
        return due == default ? null : TimestampText.Whole(due);
    }
}

/// <summary>Invents businesses, always the same ones for the same place.</summary>
internal static class Neighbourhood
{
    // The lengths have no common divisor, so that no name comes twice among as many as their product.
    private static readonly string[] First =
    [
        "Blue Lantern", "Old Mill", "Corner", "Riverside", "Golden Fig", "Little Harbour", "Market Street", "Northside", "Maple & Rye",
        "Copper Kettle", "Sunny Side", "Red Door", "Station", "Wild Thyme", "Queen's", "Two Brothers",
    ];

    private static readonly string[] Second =
    [
        "Kitchen", "Bakery", "Corner Shop", "Coffee House", "Grill", "Bistro", "Pantry", "Deli", "Tavern", "Garden", "Trading Co.",
    ];

    /// <summary>The business of the documented requests, so that the documented exchange works with the emulator.</summary>
    public static Business TheDeerAndTheDove { get; } = new(
        "1773036218039458676", ["ChIJ0WHHXq8H9YgRdNsk3gsXmxg"], "The Deer and The Dove", "155 Sycamore St, Decatur, GA 30030", 4.4, 484,
        new Coordinates(33.7744675, -84.29508709999999));

    /// <summary>The business of a Place ID, at the given place.</summary>
    public static Business At(string placeId, Coordinates coordinates) => Invent($"place {placeId}", 0, placeId, coordinates);

    /// <summary>The place of a business where nothing else is known of it: somewhere in the United States.</summary>
    public static Coordinates PlaceOf(string placeId)
        => new(33 + (8 * StableHash.Unit($"latitude of {placeId}")), -115 + (35 * StableHash.Unit($"longitude of {placeId}")));

    /// <summary>Competitors of a business, at most so many kilometres away.</summary>
    public static IReadOnlyList<Business> Around(Business business, int count, double kilometers)
    {
        var seed = $"competitor of {business.Cid}";
        return [.. Enumerable.Range(1, count).Select(Competitor)];

        Business Competitor(int index)
        {
            var angle = 2 * Math.PI * StableHash.Unit($"angle of {seed} {index}");
            // The root spreads them evenly over the area.
            var distance = kilometers * Math.Sqrt(StableHash.Unit($"distance of {seed} {index}"));
            var coordinates = business.Coordinates.Move(distance * Math.Sin(angle), distance * Math.Cos(angle));
            return Invent(seed, index, StableHash.PlaceId($"{seed} {index}"), coordinates);
        }
    }

    private static Business Invent(string seed, int index, string placeId, Coordinates coordinates)
    {
        var start = (int)(StableHash.Unit(seed) * First.Length * Second.Length) + index;
        var detail = StableHash.Unit($"details of {seed} {index}");
        return new Business(
            StableHash.Cid($"{seed} {index}"), [placeId], $"{First[start % First.Length]} {Second[start % Second.Length]}",
            $"{1 + (int)(180 * detail)} High Street", Math.Round(3.4 + (1.6 * detail), 1), 5 + (int)(800 * detail), coordinates);
    }
}

/// <summary>A business on the map: a campaign's own or a competitor.</summary>
internal sealed record Business(
    string Cid, IReadOnlyList<string> PlaceIds, string Name, string Address, double Rating, int ReviewNumber, Coordinates Coordinates);

/// <summary>A hash that is the same in every process, unlike string.GetHashCode.</summary>
internal static class StableHash
{
    /// <summary>A number from 0 to below 1.</summary>
    public static double Unit(string text) => (Number(text) >> 11) * (1.0 / (1UL << 53));

    /// <summary>An identifier in the form of a random UUID, version 4.</summary>
    public static string Uuid(string text)
    {
        var bytes = Bytes(text)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>A Place ID in the form of Google's: a fixed prefix and 23 characters of Base64 for URLs.</summary>
    public static string PlaceId(string text) => "ChIJ" + Base64Url.EncodeToString(Bytes($"place {text}"))[..23];

    /// <summary>A `cid` in the form of Google's. All of them exceed a signed 64-bit integer, as some of the real ones do.</summary>
    public static string Cid(string text) => (Number($"cid {text}") | 1UL << 63).ToString(CultureInfo.InvariantCulture);

    private static ulong Number(string text) => BinaryPrimitives.ReadUInt64BigEndian(Bytes(text));

    private static byte[] Bytes(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
