using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>
/// A grid around a point. The distance is that from the centre to each side, as in the documented answers: a 5x5 grid of 1.5 km has a point
/// every 750 m, a 7x7 grid every 500 m. Points are counted from the south-west, row by row.
/// </summary>
internal sealed partial record Grid(string Template, string Unit, double Distance, Coordinates BasePoint)
{
    // Templates are not listed anywhere; beyond this side, an answer would have millions of points.
    private const int LongestSide = 100;

    public static Grid Around(Coordinates center) => new("5x5", "KM", 1.5, center);

    // What becomes of settings without a base point is not documented.
    public static Grid Read(JToken document, Coordinates center) => new(
        (string)document["template"]!, (string)document["unit"]!, (double)document["distance"]!,
        document["basePoint"] is { } basePoint ? Coordinates.Read(basePoint) : center);

    /// <summary>Whether the template is two numbers of points, from 1 to 100 each.</summary>
    public bool IsValid => Sides is { Columns: >= 1 and <= LongestSide, Rows: >= 1 and <= LongestSide };

    public double Kilometers => Distance * Unit switch { "MILES" => 1.609344, "FT" => 0.0003048, "M" => 0.001, _ => 1 };

    public IEnumerable<Coordinates> Points() =>
        from row in Enumerable.Range(0, Sides.Rows)
        from column in Enumerable.Range(0, Sides.Columns)
        select BasePoint.Move(Offset(row, Sides.Rows), Offset(column, Sides.Columns));

    public JObject ToJson() => new()
    {
        ["template"] = Template,
        ["unit"] = Unit,
        ["distance"] = Distance,
        ["basePoint"] = BasePoint.ToJson(),
    };

    private (int Columns, int Rows) Sides =>
        Pattern().Match(Template) is { Success: true } match ? (Number(match.Groups[1]), Number(match.Groups[2])) : default;

    private double Offset(int index, int count) => count > 1 ? Kilometers * ((2.0 * index / (count - 1)) - 1) : 0;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]{1,3})x([0-9]{1,3})$")]
    private static partial Regex Pattern();
}
