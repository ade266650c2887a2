using System.Text.RegularExpressions;

namespace Semrush.Contracts;

/// <summary>The .NET names of wire names, as contracts/Templates writes them.</summary>
internal static partial class Names
{
    private static readonly char[] Separators = ['_', '-', '.', '$', ':', '@', '[', ']'];

    // Members of every record.
    private static readonly string[] Members =
    [
        "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "PrintMembers", "EqualityContract", "Clone", "OnResponse",
        "CheckRules", "Nulls", "Json",
    ];

    private static readonly string[] Variables = ["request", "call", "options", "cancellationToken"];

    public static bool IsPascal(string name) => PascalCase().IsMatch(name);

    public static bool IsWireName(string name) => WireName().IsMatch(name);

    public static string Pascal(string wire, string owner)
    {
        var name = Words(wire);
        return (char.IsAsciiDigit(name[0]) ? "Value" : "") + name + (name == owner || Members.Contains(name) ? "Value" : "");
    }

    public static string Variable(string wire)
    {
        var name = Words(wire);
        name = (char.IsAsciiDigit(name[0]) ? "value" : "") + char.ToLowerInvariant(name[0]) + name[1..];
        return name + (Variables.Contains(name) ? "Value" : "");
    }

    /// <summary>Two wire names of a class or a method that become the same C# name.</summary>
    public static void CheckSame(Contract contract, IEnumerable<(string Name, Node Node)> names)
    {
        var seen = new Dictionary<string, Node>();
        foreach (var (name, node) in names.Where(found => !seen.TryAdd(found.Name, found.Node)))
            contract.Report(Rule.SameName, node, $"{WireOf(node)} and {WireOf(seen[name])} have the same name in C#, {name}; only one of them can be in the contract");
    }

    private static string WireOf(Node node) => node["name"]?.Text ?? node.Name;

    private static string Words(string wire)
        => string.Concat(wire.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex PascalCase();

    [GeneratedRegex(@"^[A-Za-z0-9_.$:@\[\]-]*[A-Za-z0-9][A-Za-z0-9_.$:@\[\]-]*$")]
    private static partial Regex WireName();
}
