using System.Globalization;

namespace Semrush.Contracts;

/// <summary>What a schema of OpenAPI 3.0 or 3.1 allows, in one form: references are followed, an allOf is one schema, a choice allows what any of its parts allows.</summary>
internal sealed class FlatSchema
{
    private static readonly string[] LimitKeys =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "multipleOf", "pattern", "uniqueItems"];

    // In this order: what is stated beside a reference or an allOf goes before what they state.
    private static readonly string[] Parts = ["$ref", "allOf", "oneOf", "anyOf"];

    // What is being flattened: a schema that refers to itself by a choice is there already.
    private readonly HashSet<Node> _seen;
    private readonly HashSet<string> _required = [];

    public FlatSchema(Node? schema)
        : this(schema, [])
    {
    }

    private FlatSchema(Node? schema, HashSet<Node> outer)
    {
        _seen = [.. outer];
        if (schema is not null)
            Add(schema);
        if (Types.Remove("null"))
            IsNullable = true;
        if (Types.Count == 0)
            Infer();
        // In OpenAPI 3.0, an exclusive limit is a flag of the limit beside it.
        foreach (var (key, flag) in new[] { ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum") })
        {
            if (Limits.GetValueOrDefault(flag) is "true" && Limits.Remove(key, out var limit))
                Limits[flag] = limit;
            if (Type is "integer" && decimal.TryParse(Limits.GetValueOrDefault(flag), NumberStyles.Float, CultureInfo.InvariantCulture, out var excluded) && Limits.Remove(flag))
                Limits.TryAdd(key, (flag is "exclusiveMinimum" ? Math.Floor(excluded) + 1 : Math.Ceiling(excluded) - 1).ToString("G29", CultureInfo.InvariantCulture));
        }
    }

    private string? _inferred;
    private bool _isValue;

    public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

    public bool IsNullable { get; private set; }

    public string? Format { get; private set; }

    public string? Default { get; private set; }

    /// <summary>The values of an enumeration.</summary>
    public List<string>? Values { get; private set; }

    public Dictionary<string, string> Limits { get; } = [];

    public Dictionary<string, Node> Members { get; } = [];

    /// <summary>The items of a list.</summary>
    public Node? Items { get; private set; }

    /// <summary>The values of a map.</summary>
    public Node? Entries { get; private set; }

    public bool IsDeprecated { get; private set; }

    public bool IsReadOnly { get; private set; }

    public bool IsWriteOnly { get; private set; }

    public string Type => Types.Count > 0 ? string.Join(" or ", Types) : "any";

    /// <summary>The type that the generated client has for it.</summary>
    public string ClrType => (Type, Format) switch
    {
        ("string", _) when Values is not null => "an enumeration",
        ("string", "date-time") => "Timestamp",
        ("string", "date") => "DateOnly",
        ("string", "uuid") => "Guid",
        ("string", "byte") => "byte[]",
        ("string", "binary") => "SemrushFile",
        ("integer", "int64") => "long",
        ("integer", _) => "int",
        ("number", _) => "double",
        ("boolean", _) => "bool",
        ("array", _) => "a list",
        ("object", _) when Entries is not null && Members.Count == 0 => "a map",
        ("object", _) => "a record",
        ("string", _) => "string",
        _ => "JsonElement",
    };

    /// <summary>Whether the type of a member that may be absent is another type in C#.</summary>
    public bool IsValue => ClrType is "int" or "long" or "double" or "bool" or "Guid" or "DateOnly" or "Timestamp" or "an enumeration" || _isValue;

    public bool IsRequired(string member) => _required.Contains(member);

    private void Add(Node schema)
    {
        if (!_seen.Add(schema) || schema.Members is null)
            return;
        foreach (var (key, value) in schema.Members.OrderBy(member => Array.IndexOf(Parts, member.Key)))
            Add(schema, key, value);
    }

    private void Add(Node schema, string key, Node value)
    {
        switch (key)
        {
            case "$ref":
                Add(schema.Target);
                break;
            case "type":
                if (Types.Count == 0)
                    Types.UnionWith(value.Items is null ? [value.Text ?? ""] : value.Texts);
                break;
            case "format":
                Format ??= value.Text;
                break;
            case "nullable":
                IsNullable |= value.IsTrue;
                break;
            case "default":
                Default ??= value.Number?.ToString("G29", CultureInfo.InvariantCulture) ?? value.ToString();
                break;
            case "enum" or "const":
                AddValues(value);
                break;
            case "properties":
                foreach (var member in value.Own)
                    Members[member.Name] = Join("allOf", Members.GetValueOrDefault(member.Name), member)!;
                break;
            case "required":
                _required.UnionWith(value.Texts);
                break;
            case "items":
                Items = Join("allOf", Items, value);
                break;
            case "additionalProperties":
                // Any value may be there; every record may have more members than it states.
                if (value.Members is not null || value.IsTrue)
                    Entries = Join("allOf", Entries, value);
                break;
            case "deprecated":
                IsDeprecated |= value.IsTrue;
                break;
            case "readOnly":
                IsReadOnly |= value.IsTrue;
                break;
            case "writeOnly":
                IsWriteOnly |= value.IsTrue;
                break;
            case "allOf":
                value.Items?.ForEach(Add);
                break;
            case "oneOf" or "anyOf":
                AddChoice([.. (value.Items ?? []).Where(part => !_seen.Contains(part.Target)).Select(part => new FlatSchema(part, _seen))]);
                break;
            case "x-semrush-value":
                _isValue = true;
                break;
            default:
                if (LimitKeys.Contains(key) && value is { Text: { } limit } && limit is not "false")
                    Limits.TryAdd(key, value.Number?.ToString("G29", CultureInfo.InvariantCulture) ?? limit);
                break;
        }
    }

    private void AddValues(Node values)
    {
        var others = (values.Items ?? [values]).Where(value => value is not { IsPlain: true, Text: "null" or "~" or "" }).ToList();
        IsNullable |= others.Count < (values.Items?.Count ?? 1);
        if (others.Count == 0)
            return;
        Values ??= [.. others.Select(value => value.ToString())];
        _inferred = others.All(value => value.IsFlag) ? "boolean"
            : others.All(value => value.Number is { } number && number == Math.Floor(number)) ? "integer"
            : others.All(value => value.Number is not null) ? "number" : "string";
    }

    private void AddChoice(List<FlatSchema> parts)
    {
        IsNullable |= parts.Any(part => part.IsNullable);
        // What is only null is one of the choices for no other reason.
        parts.RemoveAll(part => part is { Types.Count: 0, IsNullable: true });
        if (parts.Count > 0 && parts.All(part => part.Format == parts[0].Format))
            Format ??= parts[0].Format;
        foreach (var part in parts)
        {
            Types.UnionWith(part.Types);
            Items = Join("anyOf", Items, part.Items);
            Entries = Join("anyOf", Entries, part.Entries);
            foreach (var (name, member) in part.Members)
                Members[name] = Join("anyOf", Members.GetValueOrDefault(name), member)!;
            foreach (var (name, limit) in part.Limits.Where(_ => parts.Count == 1))
                Limits.TryAdd(name, limit);
        }

        if (parts.Count > 0 && parts.All(part => part.Values is not null))
            Values ??= [.. parts.SelectMany(part => part.Values!).Distinct()];
        _required.UnionWith(parts.SelectMany(part => part._required).Where(name => parts.All(part => part.IsRequired(name))));
    }

    private static Node? Join(string choice, Node? one, Node? other)
        => one is null || one.Target == other?.Target ? other : other is null ? one : Node.Of(choice, one, other);

    private void Infer()
    {
        if (_inferred is not null)
            Types.Add(_inferred);
        else if (Members.Count > 0 || Entries is not null)
            Types.Add("object");
        else if (Items is not null)
            Types.Add("array");
    }
}
