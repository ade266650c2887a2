using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>A place on the map, in degrees.</summary>
internal readonly record struct Coordinates(double Lat, double Lng)
{
    private const double KilometersPerDegree = 111.195;

    public static Coordinates Read(JToken document) => new((double)document["lat"]!, (double)document["lng"]!);

    // On a plane: grids span kilometres, so the error is far below the distance of two points.
    public Coordinates Move(double kilometersNorth, double kilometersEast) =>
        new(Lat + (kilometersNorth / KilometersPerDegree), Lng + (kilometersEast / (KilometersPerDegree * LongitudeScale)));

    public double KilometersTo(Coordinates other) =>
        double.Hypot(other.Lat - Lat, (other.Lng - Lng) * LongitudeScale) * KilometersPerDegree;

    public JObject ToJson() => new() { ["lat"] = Lat, ["lng"] = Lng };

    private double LongitudeScale => Math.Max(0.01, Math.Cos(double.DegreesToRadians(Lat)));
}
