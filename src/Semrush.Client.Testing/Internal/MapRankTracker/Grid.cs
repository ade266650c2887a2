using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>
/// A grid around a point. The distance is that from the centre to each side, as in the documented responses: a 5x5 grid of 1.5 km has a
/// point every 750 m, a 7x7 grid every 500 m. Points are counted from the south-west, row by row. The public members are
/// those of `gridSettings`.
/// </summary>
internal sealed record Grid(string Template, string Unit, double Distance, Coordinates BasePoint)
{
    // The templates are not documented. With longer sides, a response would have millions of points.
    private const int LongestSide = 100;

    /// <summary>Whether the template is two numbers of points, from 1 to 100 each.</summary>
    internal bool IsValid => Sides is { Columns: > 0, Rows: > 0 };

    internal double Kilometers => Distance * Unit switch { "MILES" => 1.609344, "FT" => 0.0003048, "M" => 0.001, _ => 1 };

    private (int Columns, int Rows) Sides => Template.Split('x') is [var columns, var rows] ? (ReadSide(columns), ReadSide(rows)) : default;

    public static Grid Around(Coordinates center) => new("5x5", "KM", 1.5, center);

    // The default of the base point is not documented.
    public static Grid Read(JToken document, Coordinates center) => new(
        (string)document["template"]!, (string)document["unit"]!, (double)document["distance"]!,
        document["basePoint"] is { } basePoint ? Coordinates.Read(basePoint) : center);

    public IEnumerable<Coordinates> Points()
    {
        var (columns, rows) = Sides;
        return
            from row in Enumerable.Range(0, rows)
            from column in Enumerable.Range(0, columns)
            select BasePoint.Move(Offset(row, rows), Offset(column, columns));
    }

    private double Offset(int index, int count) => count > 1 ? Kilometers * ((2.0 * index / (count - 1)) - 1) : 0;

    private static int ReadSide(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side <= LongestSide ? side : 0;
}

/// <summary>A place on the map, in degrees.</summary>
internal readonly record struct Coordinates(double Lat, double Lng)
{
    private const double KilometersPerDegree = 111.195;

    private double LongitudeScale => Math.Max(0.01, Math.Cos(double.DegreesToRadians(Lat)));

    public static Coordinates Read(JToken document) => new((double)document["lat"]!, (double)document["lng"]!);

    // On a plane. Grids span kilometres, so that the error is far below the distance of two points.
    public Coordinates Move(double kilometersNorth, double kilometersEast)
        => new(Lat + (kilometersNorth / KilometersPerDegree), Lng + (kilometersEast / (KilometersPerDegree * LongitudeScale)));

    public double KilometersTo(Coordinates other)
        => double.Hypot(other.Lat - Lat, (other.Lng - Lng) * LongitudeScale) * KilometersPerDegree;
}

internal sealed record GridPoint(string Id, int Index, bool IsEnabled, Coordinates Coordinates);
