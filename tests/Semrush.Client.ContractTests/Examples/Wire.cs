using System.Text.RegularExpressions;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>The .NET names of wire names, written down apart from the templates.</summary>
internal static partial class Wire
{
    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separator { get; }

    /// <summary>The name of a parameter; reflection shows it without the @ of a keyword.</summary>
    public static string ToCamel(string name)
    {
        var words = Words(name);
        var camel = char.IsAsciiDigit(words[0]) ? "value" + words : char.ToLowerInvariant(words[0]) + words[1..];
        return camel is "request" or "call" or "options" or "cancellationToken" ? camel + "Value" : camel;
    }

    /// <summary>The name of a property of options.</summary>
    public static string ToPascal(string name) => char.IsAsciiDigit(Words(name)[0]) ? "Value" + Words(name) : Words(name);

    private static string Words(string name)
        => string.Concat(Separator.Split(name).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
