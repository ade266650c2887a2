using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>The source of a fact is in its contract and in docs/provenance.md, and not in the XML documentation.</summary>
public sealed class ProvenanceTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "provenance.md");

    private static IEnumerable<string> Keys => ContractDocument.All.SelectMany(contract => ((Newtonsoft.Json.Linq.JObject)contract.Root["x-semrush-sources"]!).Properties()).Select(source => source.Name).Distinct();

    [Fact]
    public async Task Page_agrees_with_the_contracts()
    {
        var document = Provenance.Document();
        if (Environment.GetEnvironmentVariable("SEMRUSH_ACCEPT_SURFACE") is "1")
            await File.WriteAllTextAsync(Page, document, TestContext.Current.CancellationToken);
        var page = File.Exists(Page) ? await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken) : "";

        Assert.True(document == page, "docs/provenance.md does not agree with contracts/. Run: dotnet tool restore && dotnet cake --target=Surface");
    }

    [Fact]
    public void Documentation_of_the_library_names_no_source()
    {
        var members = XDocument.Load(Path.ChangeExtension(typeof(SemrushClient).Assembly.Location, ".xml")).Descendants("member").ToList();
        var words = new Regex($@"\b(?:{string.Join('|', Keys)})\b|{string.Join('|', Provenance.Markers)}", RegexOptions.None, TimeSpan.FromSeconds(10));

        Assert.NotEmpty(members);
        Assert.Empty(members.Where(member => words.IsMatch(member.Value)).Select(member => $"{member.Attribute("name")?.Value}: {words.Match(member.Value)}"));
    }

    [Fact]
    public void Every_text_has_a_part_for_users()
        => Assert.Empty(
            from contract in ContractDocument.All
            from found in Provenance.Texts(contract)
            where Provenance.Paragraphs(found.Text).All(paragraph => Provenance.InFrontOf(paragraph).Length == 0)
            select $"{contract.Name}: {found.Element}");
}

/// <summary>The sources of the facts in the contracts, and the doubts about them, as one document.</summary>
internal static partial class Provenance
{
    /// <summary>The words that end the part of a paragraph that is for users.</summary>
    public static readonly string[] Markers = ["Unverified:", "Contradicted:", "Source:"];

    private static readonly string[] Prose = ["summary", "description", "x-enumDescriptions"];

    public static string Document()
    {
        var text = new StringBuilder("""
            # Provenance

            Where the facts of each contract were read, what contradicts them, and what is not verified. Written from `contracts/` by `dotnet cake --target=Surface`; edit the contracts.

            """.ReplaceLineEndings("\n"));
        foreach (var contract in ContractDocument.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {contract.Name}\n\n| source | what was read |\n| --- | --- |\n");
            foreach (var source in ((JObject)contract.Root["x-semrush-sources"]!).Properties())
                text.Append(CultureInfo.InvariantCulture, $"| {source.Name} | {Line((string)source.Value!)} |\n");
            text.Append("\n| element | sources |\n| --- | --- |\n");
            foreach (var (element, sources) in Sources(contract))
                text.Append(CultureInfo.InvariantCulture, $"| {element} | {sources} |\n");
            text.Append('\n');
            foreach (var (element, doubt) in Texts(contract).SelectMany(found => Paragraphs(found.Text).Select(paragraph => (found.Element, Behind(paragraph)))).Where(found => found.Item2.Length > 0))
                text.Append(CultureInfo.InvariantCulture, $"- {element}: {doubt}\n");
        }

        return text.ToString();
    }

    /// <summary>Every text of a contract that goes into the documentation, with the element that it is of.</summary>
    public static IEnumerable<(string Element, string Text)> Texts(ContractDocument contract)
        => contract.Root.Descendants().OfType<JProperty>()
            .Where(property => Prose.Contains(property.Name) && !property.Ancestors().OfType<JProperty>().Any(above => above.Name is "example" or "examples" or "x-semrush-sources"))
            .SelectMany(property => property.Value is JArray list ? list.Values<string>() : property.Value.Type == JTokenType.String ? [(string?)property.Value] : [], (property, text) => (Element(property), text!));

    /// <summary>The paragraphs and list items of a text, one line each.</summary>
    public static IEnumerable<string> Paragraphs(string text) => Boundary().Split(text.Trim()).Select(Line);

    /// <summary>The part of a paragraph that is for users.</summary>
    public static string InFrontOf(string paragraph) => paragraph[..Start(paragraph)].Trim();

    private static string Behind(string paragraph) => paragraph[Start(paragraph)..].Trim();

    private static int Start(string paragraph)
        => Markers.Select(marker => paragraph.IndexOf(marker, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(paragraph.Length).Min();

    private static IEnumerable<(string Element, string Sources)> Sources(ContractDocument contract)
        => contract.Root.Descendants().OfType<JProperty>().Where(property => property.Name == "x-semrush-source").Select(property => (Element(property), Line((string)property.Value!)));

    // Operations by their name, everything else by its place.
    private static string Element(JProperty property)
    {
        var steps = property.Parent!.Path.Split('.');
        var operation = property.Ancestors().OfType<JObject>().FirstOrDefault(found => found["operationId"] is not null);
        if (operation is null)
            return $"`{string.Join('.', steps is ["components", _, .. var rest] ? rest.Where(step => step != "properties") : steps).TrimStart('.')}`".Replace("``", "The contract", StringComparison.Ordinal);
        var own = property.Parent == operation ? "" : property.Parent is JObject { } named && named["name"] is { } name ? $".{name}" : property.Path[operation.Path.Length..].Replace($".{property.Name}", "", StringComparison.Ordinal);
        return $"`{operation["operationId"]}{own}`";
    }

    private static string Line(string text) => WhiteSpace().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex(@"\n\n+|\n(?=- )")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
