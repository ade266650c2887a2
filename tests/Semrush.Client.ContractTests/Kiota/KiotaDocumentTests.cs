using Semrush.Client.ContractTests.Contracts;

namespace Semrush.Client.ContractTests.Kiota;

/// <summary>The tables of docs/kiota.md, with the facts of these tests and of the last generation.</summary>
public sealed class KiotaDocumentTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/kiota.md")).ReplaceLineEndings("\n");
    private static readonly string Generated = Path.Combine(Repository.Root, "generated/kiota");

    [Fact]
    public async Task Table_of_the_contracts_has_the_facts()
    {
        var results = await KiotaComparison.AllAsync();
        var rows = ContractDocument.All.Select(contract =>
        {
            var called = results.Where(found => found.Case.Operation.Contract == contract).ToList();
            var operations = called.Select(found => found.Case.Operation.Name).Distinct().Count();
            var differences = called.Sum(found => found.Result.Request.Count + found.Result.Library.Count + found.Result.Kiota.Count);
            return $"| {contract.Name} | {operations} of {contract.Operations.Count()} | {called.Count} | {Warnings(contract).Length} | {differences} |";
        });

        AssertTable("| contract | operations called | exchanges | warnings | differences |", rows);
    }

    [Fact]
    public void Table_of_the_operations_that_are_not_called_has_each_of_them() => AssertFirstCells(
        "| operation | why it is not called |", ContractDocument.All.SelectMany(contract => contract.Operations).Where(operation => operation.IsNavigation).Select(operation => operation.Name));

    [Fact]
    public async Task Table_of_the_differences_has_each_kind_with_its_operations()
    {
        using var stage = new KiotaStage();
        var rows = new List<string>();
        foreach (var (kind, change) in KiotaComparison.Kinds)
        {
            var where = new List<string>();
            foreach (var found in KiotaComparison.Cases)
            {
                if (change(found) is not { } changed)
                    continue;
                stage.Respond = _ => changed.Response();
                var result = await KiotaComparison.CompareAsync(stage, found, changed.Request);
                if (result.Differs)
                {
                    where.Add(found.Operation.Name);
                    TestContext.Current.TestOutputHelper!.WriteLine($"{kind} {found}: {string.Join(" ", result.Request.Take(2))} | {string.Join(" ", result.Library.Take(2))} | {string.Join(" ", result.Kiota.Take(2))}");
                }
            }

            if (where.Count > 0)
                rows.Add($"{kind} | {string.Join(", ", where.Distinct().GroupBy(name => name.Split('.')[0]).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"))}");
        }

        AssertFirstCells("| difference | operations | with Kiota | with this library |", rows);
    }

    [Fact]
    public void Each_listed_warning_occurs()
    {
        var targets = System.Xml.Linq.XDocument.Load(Path.Combine(Repository.Root, "contracts/Kiota.targets"));
        var listed = targets.Descendants("KiotaWarning").Select(item => ((string)item.Attribute("Include")!, (string?)item.Attribute("Reason"))).ToList();
        var printed = ContractDocument.All.SelectMany(Warnings).ToList();

        Assert.All(listed, warning => Assert.Contains(printed, text => text.Contains(warning.Item1, StringComparison.Ordinal)));
        Assert.All(listed, warning => Assert.NotEmpty(warning.Item2!));
        Assert.All(printed, text => Assert.Contains(listed, warning => text.Contains(warning.Item1, StringComparison.Ordinal)));
    }

    private static string[] Warnings(ContractDocument contract) => File.ReadAllLines(Path.Combine(Generated, contract.Name, "warnings.txt"));

    // The whole table is printed, so that .ci/run can show it and an author can copy it.
    private static void AssertTable(string head, IEnumerable<string> rows)
    {
        var table = string.Join('\n', rows.Prepend(new string([.. head.Select(sign => sign is '|' or ' ' ? sign : '-')])).Prepend(head));
        TestContext.Current.TestOutputHelper!.WriteLine(table);
        Assert.Equal(table.Split('\n').Where((_, index) => index != 1), Table(head));
    }

    private static void AssertFirstCells(string head, IEnumerable<string> rows)
    {
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', rows));
        Assert.Equal(rows.Select(row => $"| {row} |"), Table(head).Skip(1).Select(row => rows.Select(cells => $"| {cells} |").FirstOrDefault(cells => row.StartsWith(cells, StringComparison.Ordinal)) ?? row));
    }

    // The head and the rows, without the line between them.
    private static IEnumerable<string> Table(string head)
    {
        Assert.Contains(head, Page, StringComparison.Ordinal);
        return Page[Page.IndexOf(head, StringComparison.Ordinal)..].Split('\n').TakeWhile(line => line.StartsWith('|')).Where((_, index) => index != 1);
    }
}
