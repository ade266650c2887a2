using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>A business on the map: a campaign's own or a competitor.</summary>
internal sealed record Business(
    string Cid, string PlaceId, string Name, string Address, double Rating, int ReviewNumber, Coordinates Coordinates)
{
    public bool IsNamedBy(string? cid, IReadOnlyList<string> placeIds) => Cid == cid || placeIds.Contains(PlaceId);

    public JObject ToJson() => new()
    {
        ["cid"] = Cid,
        ["placeIds"] = new JArray(PlaceId),
        ["name"] = Name,
        ["address"] = Address,
        ["rating"] = Rating,
        ["reviewNumber"] = ReviewNumber,
        ["coordinates"] = Coordinates.ToJson(),
    };
}
