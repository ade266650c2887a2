namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>Invented businesses, always the same ones for the same place.</summary>
internal static class Neighbourhood
{
    // The lengths have no common divisor, so that no pair comes twice within their product.
    private static readonly string[] First =
    [
        "Blue Lantern", "Old Mill", "Corner", "Riverside", "Golden Fig", "Little Harbour", "Market Street", "Northside", "Maple & Rye",
        "Copper Kettle", "Sunny Side", "Red Door", "Station", "Wild Thyme", "Queen's", "Two Brothers",
    ];

    private static readonly string[] Second =
    [
        "Kitchen", "Bakery", "Corner Shop", "Coffee House", "Grill", "Bistro", "Pantry", "Deli", "Tavern", "Garden", "Trading Co.",
    ];

    private static readonly string[] Streets =
        ["Mill Lane", "High Street", "Station Road", "Park Avenue", "Church Street", "Harbour Road", "Elm Street"];

    /// <summary>The business behind a Place ID, at the given place.</summary>
    public static Business At(string placeId, Coordinates coordinates) => Invent($"place {placeId}", 0, placeId, coordinates);

    /// <summary>Where the business behind a Place ID is when nothing else says so: somewhere in the United States.</summary>
    public static Coordinates PlaceOf(string placeId)
    {
        var hash = StableHash.Of($"where {placeId}");
        return new Coordinates(33 + (8 * StableHash.Unit(hash)), -115 + (35 * StableHash.Unit(StableHash.Combine(hash, 1))));
    }

    /// <summary>Competitors of a business, at most so many kilometres away.</summary>
    public static IReadOnlyList<Business> Around(Business business, int count, double kilometers) =>
        [.. Enumerable.Range(1, count).Select(index => Competitor(business, index, kilometers))];

    private static Business Competitor(Business business, int index, double kilometers)
    {
        var seed = $"competitor of {business.Cid}";
        var hash = StableHash.Of($"{seed} {index}");
        var angle = 2 * Math.PI * StableHash.Unit(hash);
        // The root spreads them evenly over the area.
        var distance = kilometers * Math.Sqrt(StableHash.Unit(StableHash.Combine(hash, 1)));
        var coordinates = business.Coordinates.Move(distance * Math.Sin(angle), distance * Math.Cos(angle));
        return Invent(seed, index, StableHash.PlaceId($"{seed} {index}"), coordinates);
    }

    private static Business Invent(string seed, int index, string placeId, Coordinates coordinates)
    {
        var start = (int)(StableHash.Of(seed) % (ulong)(First.Length * Second.Length));
        var hash = StableHash.Of($"details of {seed} {index}");
        var name = $"{First[(start + index) % First.Length]} {Second[(start + index) % Second.Length]}";
        var address = $"{1 + (hash % 180)} {Streets[(int)(hash % (ulong)Streets.Length)]}";
        var rating = Math.Round(3.4 + (1.6 * StableHash.Unit(hash)), 1);
        return new Business(StableHash.Cid($"{seed} {index}"), placeId, name, address, rating, 5 + (int)(hash % 800), coordinates);
    }
}
