using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Semrush.Contracts;

/// <summary>A value in a contract: a text, a list or a mapping. Its place is that of its key or, in a list, its own.</summary>
internal sealed class Node
{
    private const int MostReferences = 100;
    private const int DeepestNesting = 500;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DeepestNesting };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DeepestNesting };

    private readonly int _depth;

    private Node(Node? parent, string name, Mark place)
        => (Parent, Name, Line, Column, _depth) = (parent, name, (int)place.Line, (int)place.Column, parent is null ? 0 : parent._depth + 1);

    public Node? Parent { get; }

    /// <summary>The key, or the index in a list.</summary>
    public string Name { get; }

    /// <summary>The key, as a message names it.</summary>
    public string Label => Parent?.Items is null ? Name : $"an item of {Parent.Name}";

    public int Line { get; }

    public int Column { get; }

    /// <summary>The text, if it is one.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether the text has no quotes, so that it may be a number, a boolean or null.</summary>
    public bool IsPlain { get; private set; }

    public List<Node>? Items { get; private set; }

    public OrderedDictionary<string, Node>? Members { get; private set; }

    /// <summary>A member. References are followed.</summary>
    public Node? this[string key] => Target.Members?.GetValueOrDefault(key);

    /// <summary>The members; none if it is no mapping. References are followed.</summary>
    public IEnumerable<Node> All => Target.Members?.Values ?? Enumerable.Empty<Node>();

    /// <summary>The members; none if it is no mapping. References are not followed.</summary>
    public IEnumerable<Node> Own => Members?.Values ?? Enumerable.Empty<Node>();

    /// <summary>The texts of a list; none if it is no list.</summary>
    public IEnumerable<string> Texts => Items?.Select(item => item.Text ?? "") ?? [];

    /// <summary>Whether a member is true.</summary>
    public bool Has(string flag) => this[flag]?.IsTrue == true;

    public bool IsFlag => IsPlain && Text is "true" or "false";

    public bool IsTrue => IsPlain && Text is "true";

    public decimal? Number => IsPlain && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Node Root => Parent?.Root ?? this;

    /// <summary>The name of the component that a reference names.</summary>
    public string? Reference => Members?.GetValueOrDefault("$ref")?.Text?.Split('/')[^1];

    /// <summary>What a reference names; itself if it is none.</summary>
    /// <exception cref="InvalidDataException">It names nothing. The check of a contract reports that before.</exception>
    public Node Target
    {
        get
        {
            var node = this;
            for (var steps = 0; node.Members?.GetValueOrDefault("$ref")?.Text is { } reference; steps++)
                node = (steps < MostReferences ? Find(reference) : null) ?? throw new InvalidDataException($"{reference} in line {node.Line} is not in the file; correct it, or write all into one file first");
            return node;
        }
    }

    /// <summary>The schema behind a reference, or behind the single reference of an allOf.</summary>
    public Node Bare
    {
        get
        {
            var node = Target;
            for (var steps = 0; steps < MostReferences && node["allOf"]?.Items is [var part]; steps++)
                node = part.Target;
            return node;
        }
    }

    /// <summary>The type of a schema, behind references.</summary>
    public string? Type => Bare["type"]?.Text;

    public string? Format => Bare["format"]?.Text;

    /// <summary>Whether it is a direct member of a folder of components.</summary>
    public bool IsComponent => Parent?.Parent is { Name: "components", Parent.Parent: null };

    /// <summary>The operation or the component that it is in.</summary>
    public string Subject => this switch
    {
        { Parent: null } => "The contract",
        { IsComponent: true } => Name,
        { Parent.Parent: { Name: "paths", Parent.Parent: null } } when Members?.GetValueOrDefault("operationId")?.Text is { } operation => operation,
        { Parent: { Name: "paths", Parent.Parent: null } } => Name,
        _ => Parent.Subject,
    };

    /// <summary>The properties of a schema, with those of the parts of its allOf.</summary>
    public IEnumerable<Node> Properties => (this["properties"]?.All ?? []).Concat(this["allOf"]?.Items?.SelectMany(part => part.Properties) ?? []);

    public Node? Property(string name) => Properties.FirstOrDefault(property => property.Name == name);

    /// <summary>This schema and every schema that it is made of, each once.</summary>
    public HashSet<Node> Walk(HashSet<Node>? seen = null)
    {
        seen ??= [];
        if (!seen.Add(Target))
            return seen;
        foreach (var part in (this["properties"]?.All ?? []).Concat(this["allOf"]?.Items ?? []).Append(this["items"]).Append(this["additionalProperties"]).OfType<Node>())
            part.Walk(seen);
        return seen;
    }

    /// <summary>Whether two values have the same content, regardless of quotes and style.</summary>
    public bool Equals(Node? other) => other is not null && Text == other.Text && Items?.Count == other.Items?.Count && Members?.Count == other.Members?.Count
        && (Items is null || Items.Zip(other.Items!).All(pair => pair.First.Equals(pair.Second)))
        && (Members is null || Members.All(member => member.Value.Equals(other.Members!.GetValueOrDefault(member.Key))));

    /// <summary>The text, or as JSON has it, without quotes.</summary>
    public override string ToString() => Write(0);

    /// <summary>A schema that is all of two, or either of them.</summary>
    public static Node Of(string choice, Node one, Node other)
    {
        var node = new Node(one.Parent, one.Name, new(0, one.Line, one.Column)) { Members = [] };
        node.Members[choice] = new Node(node, choice, new(0, one.Line, one.Column)) { Items = [one, other] };
        return node;
    }

    /// <summary>Reads a contract.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static Node Read(string yaml, Action<Rule, Node, string> report) => Read(yaml, report, null);

    /// <summary>Reads any document, YAML or JSON.</summary>
    /// <exception cref="YamlException">It is neither.</exception>
    /// <exception cref="InvalidDataException">A key is defined twice.</exception>
    public static Node Read(string text)
    {
        try
        {
            return Read(text, Reject, []);
        }
        catch (YamlException) when (text.AsSpan().TrimStart() is ['{' or '/', ..])
        {
            // Tabs and comments of JSON are not those of YAML.
            return Read(FromJson(text) ?? text, Reject, []);
        }

        static void Reject(Rule rule, Node node, string problem) => throw new InvalidDataException($"Line {node.Line}: {problem}.");
    }

    private static string? FromJson(string text)
    {
        try
        {
            return JsonSerializer.Serialize(JsonNode.Parse(text, documentOptions: Lenient), Plain);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Write(int depth)
    {
        if (Text is not null || depth > MostReferences)
            return Text ?? "…";
        return Items is null
            ? $"{{{string.Join(", ", Own.Select(member => $"{member.Name}: {member.Write(depth + 1)}"))}}}"
            : $"[{string.Join(", ", Items.Select(item => item.Write(depth + 1)))}]";
    }

    private Node? Find(string reference) => !reference.StartsWith("#/", StringComparison.Ordinal)
        ? null
        : reference.Split('/').Skip(1).Select(step => Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            .Aggregate((Node?)Root, (found, step) => found?.Members?.GetValueOrDefault(step) ?? found?.Items?.ElementAtOrDefault(int.TryParse(step, out var index) ? index : -1));

    private static Node Read(string yaml, Action<Rule, Node, string> report, Dictionary<string, Node>? anchors)
    {
        var scanner = new Scanner(new StringReader(yaml));
        try
        {
            var parser = new Parser(scanner);
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            var root = Read(parser, null, "", parser.Current?.Start ?? Mark.Empty, report, anchors);
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return root;
        }
        catch (InvalidOperationException exception)
        {
            // The scanner throws this exception for some braces that are not closed.
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "a bracket is not closed before it", exception);
        }
    }

    // Anchors are for other documents than contracts: neither the check nor the emulator resolves them, so that an alias in a contract is a fault.
    private static Node Read(Parser parser, Node? parent, string name, Mark place, Action<Rule, Node, string> report, Dictionary<string, Node>? anchors)
    {
        if (anchors is not null && parser.TryConsume<AnchorAlias>(out var alias))
        {
            var target = anchors.GetValueOrDefault(alias.Value.Value) ?? throw new YamlException(alias.Start, alias.End, $"there is no anchor {alias.Value.Value}");
            return new Node(parent, name, place) { Text = target.Text, IsPlain = target.IsPlain, Items = target.Items, Members = target.Members };
        }

        var node = new Node(parent, name, place);
        if (anchors is not null && parser.Current is NodeEvent { Anchor: { IsEmpty: false } anchor })
            anchors[anchor.Value] = node;
        if (node._depth > DeepestNesting)
            throw new YamlException(place, place, "it is nested too deeply");
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            (node.Text, node.IsPlain) = (scalar.Value, scalar.Style == ScalarStyle.Plain);
            // YAML has three ways to write each of these words, contracts have one.
            if (anchors is not null && node.IsPlain && node.Text.ToLowerInvariant() is "true" or "false" or "null")
                node.Text = node.Text.ToLowerInvariant();
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            node.Items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
                node.Items.Add(Read(parser, node, $"{node.Items.Count}", parser.Current!.Start, report, anchors));
        }
        else
        {
            parser.Consume<MappingStart>();
            node.Members = [];
            var isReported = false;
            var merged = new List<Node>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                var value = Read(parser, node, key.Value, key.Start, report, anchors);
                if (anchors is not null && key.Value is "<<")
                {
                    merged.AddRange(value.Items ?? [value]);
                    continue;
                }

                if (node.Members.TryAdd(key.Value, value) || isReported)
                    continue;
                report(Rule.DuplicateKey, value, $"{key.Value} is defined a second time; remove one of the two");
                isReported = true;
            }

            // The keys of the mapping itself come first.
            foreach (var member in merged.SelectMany(source => source.Own))
                node.Members.TryAdd(member.Name, member);
        }

        return node;
    }
}
