using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>Where a fact comes from stands in its contract and in docs/provenance.md, and not in what a user reads while typing.</summary>
public sealed class ProvenanceTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "provenance.md");

    private static IEnumerable<string> Keys => ContractDocument.All.SelectMany(contract => ((Newtonsoft.Json.Linq.JObject)contract.Root["x-semrush-sources"]!).Properties()).Select(source => source.Name).Distinct();

    [Fact]
    public async Task The_page_says_what_the_contracts_say()
    {
        var document = Provenance.Document();
        if (Environment.GetEnvironmentVariable("SEMRUSH_ACCEPT_SURFACE") is "1")
            await File.WriteAllTextAsync(Page, document, TestContext.Current.CancellationToken);
        var page = File.Exists(Page) ? await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken) : "";

        Assert.True(document == page, "docs/provenance.md does not agree with contracts/. Run: dotnet tool restore && dotnet cake --target=Surface");
    }

    [Fact]
    public void The_documentation_of_the_library_names_no_source()
    {
        var members = XDocument.Load(Path.ChangeExtension(typeof(SemrushClient).Assembly.Location, ".xml")).Descendants("member").ToList();
        var words = new Regex($@"\b(?:{string.Join('|', Keys)})\b|{string.Join('|', Provenance.Markers)}", RegexOptions.None, TimeSpan.FromSeconds(10));

        Assert.NotEmpty(members);
        Assert.Empty(members.Where(member => words.IsMatch(member.Value)).Select(member => $"{member.Attribute("name")?.Value}: {words.Match(member.Value)}"));
    }

    [Fact]
    public void Every_text_says_something_to_users()
        => Assert.Empty(
            from contract in ContractDocument.All
            from found in Provenance.Texts(contract)
            where Provenance.Paragraphs(found.Text).All(paragraph => Provenance.InFrontOf(paragraph).Length == 0)
            select $"{contract.Name}: {found.Element}");
}
