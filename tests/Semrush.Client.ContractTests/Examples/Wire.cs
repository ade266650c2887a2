namespace Semrush.Client.ContractTests.Examples;

/// <summary>The .NET names of wire names, written down apart from the templates.</summary>
internal static class Wire
{
    public static string ToCamel(string name)
    {
        var words = name.Split('_');
        return string.Concat(words.Select((word, index) => index == 0 ? word : ToPascal(word)));
    }

    public static string ToPascal(string name)
        => string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
