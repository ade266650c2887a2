using System.Xml.Linq;
using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Kiota;

/// <summary>The tables of docs/kiota.md have the facts of these tests and of the last generation.</summary>
public sealed class KiotaDocumentTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs/kiota.md");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_agrees_with_the_clients()
    {
        var page = await File.ReadAllTextAsync(Page, Token);
        var actual = WithTable(page, "| contract | operations called | exchanges | warnings | differences |", await ContractsAsync());
        actual = WithTable(
            actual,
            "| operation | why it is not called |",
            ContractDocument.All.SelectMany(contract => contract.Operations).Where(operation => operation.IsNavigation)
                .Select(operation => $"| {operation.Name} | it is a page that a person opens in a browser |"));
        actual = WithTable(actual, "| response | operations that differ | Kiota | Semrush.Client | what to do |", await KindsAsync(page));
        if (Environment.GetEnvironmentVariable("SEMRUSH_ACCEPT_SURFACE") is "1")
            await File.WriteAllTextAsync(Page, actual, Token);

        var isSame = actual == await File.ReadAllTextAsync(Page, Token);
        Assert.True(isSame, "docs/kiota.md does not agree with Kiota's clients. Run: dotnet tool restore && dotnet cake --target=Surface");
    }

    [Fact]
    public void Each_listed_warning_occurs_and_has_a_reason()
    {
        var listed = XDocument.Load(Path.Combine(Repository.Root, "contracts/Kiota.targets")).Descendants("KiotaWarning").ToList();
        var printed = ContractDocument.All.SelectMany(Warnings).ToList();

        Assert.All(listed, warning =>
            Assert.Contains(printed, text => text.Contains((string)warning.Attribute("Include")!, StringComparison.Ordinal)));
        Assert.All(listed, warning => Assert.NotEmpty((string)warning.Attribute("Reason")!));
    }

    private static string[] Warnings(ContractDocument contract)
        => File.ReadAllLines(Path.Combine(Repository.Root, "generated/kiota", contract.Name, "warnings.txt"));

    private static async Task<IEnumerable<string>> ContractsAsync()
    {
        var results = await KiotaComparison.AllAsync();
        return ContractDocument.All.Select(contract =>
        {
            var called = results.Where(found => found.Case.Operation.Contract == contract).ToList();
            var operations = $"{called.Select(found => found.Case.Operation.Name).Distinct().Count()} of {contract.Operations.Count()}";
            var differences = called.Sum(found => found.Result.Count);
            return $"| {contract.Name} | {operations} | {called.Count} | {Warnings(contract).Length} | {differences} |";
        });
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(string page)
    {
        using var stage = new KiotaStage();
        var rows = new List<string>();
        foreach (var (kind, change) in KiotaComparison.Kinds)
        {
            var differing = new HashSet<string>();
            foreach (var found in KiotaComparison.Cases)
            {
                if (change(found) is not { } changed)
                    continue;
                stage.Respond = _ => changed();
                if ((await KiotaComparison.CompareAsync(stage, found)).Differs)
                    differing.Add(found.Operation.Name);
            }

            var areas = differing.GroupBy(name => name.Split('.')[0]).OrderBy(area => area.Key, StringComparer.Ordinal)
                .Select(area => $"{area.Key} {area.Count()}");
            // The other cells are written by hand.
            var written = page.Split('\n').FirstOrDefault(row => row.StartsWith($"| {kind} |", StringComparison.Ordinal))?.Split('|', 4)[3];
            rows.Add($"| {kind} | {string.Join(", ", areas.DefaultIfEmpty("none"))} |{written ?? " | | |"}");
        }

        return rows;
    }

    private static string WithTable(string page, string head, IEnumerable<string> rows)
    {
        foreach (var row in rows.Prepend(head))
            TestContext.Current.TestOutputHelper!.WriteLine(row);
        var lines = page.Split('\n').ToList();
        var first = lines.IndexOf(head) + 2;
        Assert.True(first > 1, $"docs/kiota.md has no table {head}");
        var end = lines.FindIndex(first, line => !line.StartsWith('|'));
        return string.Join('\n', [.. lines[..first], .. rows, .. lines[end..]]);
    }
}
