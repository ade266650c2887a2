using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Semrush.Client.Testing.Internal;

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
