namespace Semrush.Client.ContractTests.Wire;

/// <summary>A request as it came.</summary>
internal sealed record WireRequest(string Line, IReadOnlyList<string> Headers)
{
    public string Body { get; init; } = "";

    public string Method => Line.Split(' ')[0];

    public string Target => Line.Split(' ')[1];

    public string? Header(string name) => Headers.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
