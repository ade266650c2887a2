using YamlDotNet.Core;

namespace Semrush.Contracts;

/// <summary>Checks the contracts: for what the generator cannot generate correctly, and for the rules of contracts/README.md. Build and tests use it.</summary>
public static class ContractCheck
{
    /// <summary>The codes of all faults.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Enum.GetValues<Rule>().Select(Fault.CodeOf)];

    /// <summary>Checks the contracts of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The faults; none if all contracts can be generated.</returns>
    public static IReadOnlyList<Fault> Check(string folder)
    {
        var files = Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json" && Path.GetFileName(file) is not "redocly.yml");
        return Check(files.Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file))));
    }

    /// <summary>Checks contracts.</summary>
    /// <param name="files">Their paths and texts.</param>
    /// <returns>The faults; none if all contracts can be generated.</returns>
    public static IReadOnlyList<Fault> Check(IEnumerable<(string Path, string Text)> files)
    {
        var contracts = files.Select(file => new Contract(file.Path, file.Text)).ToList();
        // A later step assumes what an earlier one has checked, so that one mistake is one fault.
        Action<Contract>[] steps =
        [
            Shapes.Check,
            contract =>
            {
                contract.CheckFile();
                foreach (var operation in contract.Operations)
                    Operations.Check(operation);
                foreach (var (schema, kind) in contract.Schemas)
                    Schemas.Check(contract, schema, kind);
            },
            Usage.Check,
        ];
        foreach (var step in steps)
        {
            foreach (var contract in contracts.Where(contract => contract.Faults.Count == 0))
                step(contract);
        }

        if (contracts.All(contract => contract.Faults.Count == 0))
            Usage.CheckShared(contracts);
        return [.. contracts.SelectMany(contract => contract.Faults.OrderBy(fault => (fault.Line, fault.Column)))];
    }
}

/// <summary>A contract: its document, and the faults that were found in it.</summary>
internal sealed class Contract
{
    // Namespaces of the library, and members of SemrushClient.
    private static readonly string[] Reserved = ["Http", "Authentication", "DependencyInjection", "Testing", "AspNetCore", "Timestamp", "Dispose", "SemrushClient", "SemrushClientOptions"];

    private readonly string _path;
    private readonly HashSet<Node> _faulty = [];
    private readonly HashSet<string> _texts = [];

    public Contract(string path, string text)
    {
        (_path, Name) = (path, Path.GetFileNameWithoutExtension(path));
        try
        {
            Root = Node.Read(text, Report);
        }
        catch (YamlException exception)
        {
            Root = Node.Read("{}", Report);
            Faults.Clear();
            Add(Rule.Yaml, (int)exception.Start.Line, (int)exception.Start.Column, $"The contract: the file is not YAML; correct it here: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
        }
    }

    public string Name { get; }

    public Node Root { get; }

    public List<Fault> Faults { get; } = [];

    /// <summary>Every $ref, with the kind of its target.</summary>
    public List<(Node Node, string Kind)> References { get; } = [];

    /// <summary>Every schema that is no $ref, with the place that it has: schema, member or component.</summary>
    public List<(Node Schema, string Kind)> Schemas { get; } = [];

    public IEnumerable<Node> Components => Root["components"]?["schemas"]?.All ?? [];

    public IReadOnlyList<Operation> Operations => field ??=
    [
        .. Root["paths"]!.All.SelectMany(path => path.All).Where(member => member["operationId"] is not null).Select(node => new Operation(this, node)),
    ];

    /// <summary>Reports at most one fault of a place: components are checked wherever they are used.</summary>
    public void Report(Rule rule, Node node, string text)
    {
        if (_faulty.Add(node))
            Add(rule, node.Line, node.Column, $"{node.Subject}: {text}.");
    }

    /// <summary>Reports a fault at the first of several places that have it.</summary>
    public void ReportOnce(Rule rule, Node node, string text)
    {
        if (_texts.Add(text))
            Report(rule, node, text);
    }

    /// <summary>Whether a fault of the node, or of what it belongs to, has been reported, so that its own would be a consequence.</summary>
    public bool IsCovered(Node node)
    {
        for (var above = node; above is { IsComponent: false } && above["operationId"] is null; above = above.Parent)
        {
            if (_faulty.Contains(above))
                return true;
        }

        return false;
    }

    public void CheckFile()
    {
        if (!_path.EndsWith(".yaml", StringComparison.Ordinal))
            Report(Rule.FileName, Root, $"the name of the file does not end with .yaml; call it {Name}.yaml");
        else if (!Names.IsPascal(Name) || Reserved.Contains(Name) || Semrush.Contracts.Schemas.Reserved.Contains(Name))
            Report(Rule.FileName, Root, $"{Name} cannot be the name of a client; give the file another name, in PascalCase");
        if (Root["servers"]!.Items is not [var server] || server["url"]!.Text is not { } url || !url.StartsWith("https://", StringComparison.Ordinal) || url.EndsWith('/'))
            Report(Rule.Server, Root["servers"]!, "the server is not a single https address without a trailing slash; write one");
        if (!Root["openapi"]!.Text!.StartsWith("3.0.", StringComparison.Ordinal))
            Report(Rule.Kind, Root["openapi"]!, "the version of OpenAPI is not 3.0; write 3.0.3");
    }

    /// <summary>A source that the contract does not list, or no source where one is required.</summary>
    public void CheckSource(Node node, bool isRequired = false)
    {
        if (node["x-semrush-source"] is not { } source)
        {
            if (isRequired)
                Report(Rule.Source, node, "the source of its facts is missing; add x-semrush-source");
        }
        else if (source.Text!.Split(", ").FirstOrDefault(key => Root["x-semrush-sources"]![key] is null) is { } unknown)
        {
            ReportOnce(Rule.Source, source, $"the source {unknown} is not listed; add it to x-semrush-sources at the top level");
        }
    }

    /// <summary>A text that is missing.</summary>
    public void CheckText(Node node, string what, string key = "description", bool isSentence = false)
    {
        if (node[key] is not { } text)
            Report(Rule.Text, node, $"{what} has no {key}; add it");
        else if (isSentence && !text.Text!.TrimEnd().EndsWith('.'))
            Report(Rule.Text, text, $"the {key} does not end with a period; write whole sentences");
    }

    /// <summary>Something deprecated without a replacement, or a replacement of something that is not deprecated.</summary>
    public void CheckDeprecated(Node node, string what)
    {
        if (node["deprecated"] is { } deprecated && node["x-semrush-instead"] is null)
            Report(Rule.Deprecated, deprecated, $"{what} is deprecated without a replacement; add x-semrush-instead: Use ….");
        else if (node["x-semrush-instead"] is { } instead && !node.Has("deprecated"))
            Report(Rule.Deprecated, instead, $"{what} has x-semrush-instead and is not deprecated; add deprecated: true, or remove x-semrush-instead");
    }

    private void Add(Rule rule, int line, int column, string message) => Faults.Add(new(_path, line, column, Fault.CodeOf(rule), message));
}
