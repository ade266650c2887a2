using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

internal sealed record GridPoint(string Id, int Index, bool IsEnabled, Coordinates Coordinates)
{
    public JObject ToJson() => new()
    {
        ["id"] = Id,
        ["index"] = Index,
        ["isEnabled"] = IsEnabled,
        ["coordinates"] = Coordinates.ToJson(),
    };

    /// <summary>The point as a heatmap has it.</summary>
    public JObject ToHeatmapJson() => new() { ["id"] = Id, ["coordinates"] = Coordinates.ToJson() };
}
