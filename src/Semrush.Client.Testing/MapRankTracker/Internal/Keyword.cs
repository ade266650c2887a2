using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

internal sealed record Keyword(string Id, string Name)
{
    public JObject ToJson() => new() { ["id"] = Id, ["name"] = Name };
}
