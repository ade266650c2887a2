using System.Globalization;

namespace Semrush.Contracts;

/// <summary>What a schema of OpenAPI 3.0 or 3.1 allows, in one form: references are followed, an allOf is one schema, a choice allows what any of its parts allows.</summary>
internal sealed class FlatSchema
{
    private static readonly string[] LimitKeys =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "multipleOf", "pattern", "uniqueItems"];

    private readonly HashSet<Node> _seen = [];
    private readonly HashSet<string> _required = [];

    public FlatSchema(Node? schema)
    {
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
        }
    }

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

    public bool IsRequired(string member) => _required.Contains(member);

    private void Add(Node schema)
    {
        if (!_seen.Add(schema) || schema.Members is null)
            return;
        if (schema.Reference is not null)
            Add(schema.Target);
        // Keys beside a reference count in OpenAPI 3.1.
        foreach (var (key, value) in schema.Members)
            Add(key, value);
    }

    private void Add(string key, Node value)
    {
        switch (key)
        {
            case "type":
                Types.UnionWith(value.Items is null ? [value.Text ?? ""] : value.Texts);
                break;
            case "format":
                Format ??= value.Text;
                break;
            case "nullable":
                IsNullable |= value.IsTrue;
                break;
            case "default":
                Default ??= value.ToString();
                break;
            case "enum" or "const":
                AddValues(value);
                break;
            case "properties":
                foreach (var member in value.All)
                    Members.TryAdd(member.Name, member);
                break;
            case "required":
                _required.UnionWith(value.Texts);
                break;
            case "items":
                Items ??= value;
                break;
            case "additionalProperties":
                Entries ??= value.Members is null ? null : value;
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
                AddChoice([.. (value.Items ?? []).Select(part => new FlatSchema(part))]);
                break;
            default:
                if (LimitKeys.Contains(key) && value is { Text: { } limit } && limit is not "false")
                    Limits.TryAdd(key, value.Number?.ToString("G29", CultureInfo.InvariantCulture) ?? limit);
                break;
        }
    }

    private void AddValues(Node values)
    {
        IsNullable |= values.Items?.Any(IsNull) ?? IsNull(values);
        Values ??= [.. (values.Items ?? [values]).Where(value => !IsNull(value)).Select(value => value.ToString())];
        if (Types.Count == 0 && values.Items is { Count: > 0 } items && items.All(item => item.Number is null))
            Types.Add("string");

        static bool IsNull(Node value) => value is { IsPlain: true, Text: "null" or "~" or "" };
    }

    private void AddChoice(List<FlatSchema> parts)
    {
        IsNullable |= parts.Any(part => part.IsNullable);
        // What is only null is one of the choices for no other reason.
        parts.RemoveAll(part => part is { Types.Count: 0, IsNullable: true });
        foreach (var part in parts)
        {
            Types.UnionWith(part.Types);
            Format ??= part.Format;
            Items ??= part.Items;
            Entries ??= part.Entries;
            foreach (var (name, member) in part.Members)
                Members.TryAdd(name, member);
            foreach (var (name, limit) in part.Limits.Where(_ => parts.Count == 1))
                Limits.TryAdd(name, limit);
        }

        if (parts.Count > 0 && parts.All(part => part.Values is not null))
            Values ??= [.. parts.SelectMany(part => part.Values!).Distinct()];
        _required.UnionWith(parts.SelectMany(part => part._required).Where(name => parts.All(part => part.IsRequired(name))));
    }

    private void Infer()
    {
        if (Members.Count > 0 || Entries is not null)
            Types.Add("object");
        else if (Items is not null)
            Types.Add("array");
    }
}
