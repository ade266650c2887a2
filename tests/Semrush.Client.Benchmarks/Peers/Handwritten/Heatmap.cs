using System.Text.Json.Serialization;

namespace Semrush.Client.Benchmarks.Peers.Handwritten;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HeatmapEnvelope))]
internal sealed partial class HandwrittenJson : JsonSerializerContext;

internal sealed record HeatmapEnvelope
{
    public Meta? Meta { get; set; }

    public Heatmap? Data { get; set; }
}

internal sealed record Meta
{
    public bool Success { get; set; }
}

internal sealed record Heatmap
{
    public Keyword Keyword { get; set; } = default!;

    public DateTimeOffset Date { get; set; }

    public IReadOnlyList<Position> Positions { get; set; } = [];
}

internal sealed record Keyword
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";
}

internal sealed record Position
{
    public Point Point { get; set; } = default!;

    [JsonPropertyName("position")]
    public int Rank { get; set; }

    public int Diff { get; set; }
}

internal sealed record Point
{
    public string Id { get; set; } = "";

    public Coordinates Coordinates { get; set; } = default!;
}

internal sealed record Coordinates
{
    public double Lat { get; set; }

    public double Lng { get; set; }
}
