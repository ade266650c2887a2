using System.Text.RegularExpressions;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>A path with named places, such as `/campaigns/{campaignId}`, below the path of the contract's server.</summary>
internal sealed partial class PathTemplate
{
    private readonly Regex _pattern;
    private readonly string[] _names;

    public PathTemplate(string template)
    {
        _names = [.. Place().Matches(template).Select(match => match.Groups[1].Value)];
        var literals = Place().Split(template).Where((_, index) => index % 2 == 0).Select(Regex.Escape);
        Pattern = $"^{string.Join("([^/]+)", literals)}$";
        _pattern = new Regex(Pattern, RegexOptions.CultureInvariant);
    }

    /// <summary>The form itself: two templates that differ in the names of their places only have the same.</summary>
    public string Pattern { get; }

    /// <summary>The number of places; of two templates that match, the one with fewer is meant.</summary>
    public int Places => _names.Length;

    /// <summary>Whether an encoded path is of this form.</summary>
    public bool Matches(string path) => _pattern.IsMatch(path);

    /// <summary>The decoded values at the places of an encoded path.</summary>
    public IReadOnlyDictionary<string, string> Read(string path)
    {
        var match = _pattern.Match(path);
        return _names.Select((name, index) => KeyValuePair.Create(name, Uri.UnescapeDataString(match.Groups[index + 1].Value))).ToDictionary();
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Place();
}
