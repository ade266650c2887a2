using System.Text.RegularExpressions;

namespace Semrush.Contracts;

/// <summary>The rules for a schema, wherever it is.</summary>
internal static class Schemas
{
    /// <summary>Schemas for which the library has its own types. They are the same in every contract.</summary>
    public static readonly string[] Shared = ["Meta", "Error", "ErrorEnvelope", "EmptyEnvelope", "OAuthError"];

    /// <summary>Names that mean other types in the generated code.</summary>
    public static readonly string[] Reserved =
    [
        "Timestamp", "Task", "Uri", "Guid", "DateOnly", "Regex", "Check", "Transport", "Type", "Object", "String", "CancellationToken", "HttpMethod", "StringBuilder", "Json",
        "JsonElement", "Utf8JsonReader", "RegexOptions", "ReadOnlyDictionary", "ApiArea", "ApiCall", "ApiOperation", "RetryClass", "Paging", "AsyncPageable", "BulkProgress",
        "RequestOptions", "Http", "Authentication", "DependencyInjection", "Diagnostics", "System", "Exception",
    ];

    private const int MaxTracked = 64;

    // The types that each limit is for.
    private static readonly Dictionary<string, string[]> Limits = new()
    {
        ["minimum"] = ["number", "integer"],
        ["maximum"] = ["number", "integer"],
        ["minLength"] = ["string"],
        ["maxLength"] = ["string"],
        ["pattern"] = ["string"],
        ["minItems"] = ["array"],
        ["maxItems"] = ["array"],
    };

    // Members of every enumeration.
    private static readonly string[] EnumMembers = ["Value", "From", "ToString", "Equals", "GetHashCode", "GetType", "Deconstruct", "Parse", "TryParse", "PrintMembers", "ReferenceEquals", "Json"];

    public static readonly Dictionary<string, string[]> Formats = new()
    {
        ["string"] = ["date-time", "date", "uuid", "email", "password", "byte"],
        ["integer"] = ["int32", "int64"],
        ["number"] = ["double"],
        ["boolean"] = [],
        ["array"] = [],
        ["object"] = [],
    };

    public static void Check(Contract contract, Node schema, string kind)
    {
        if (contract.IsCovered(schema))
            return;
        CheckType(contract, schema);
        if (schema["enum"] is { } values && FindEnumerationFault(schema, values) is { } fault)
            contract.Report(Rule.Enumeration, fault.Node, fault.Text);
        else if (kind is "component")
            CheckComponent(contract, schema);
        else
            CheckInline(contract, schema);
        if (kind is "member")
            CheckMember(contract, schema);
        contract.CheckSource(schema);
        if (schema["properties"] is not null || schema["allOf"] is not null)
            CheckProperties(contract, schema);
    }

    private static void CheckType(Contract contract, Node schema)
    {
        var type = schema["type"]?.Text;
        if (schema["format"] is { Text: not "binary" } format && !(format.Text is "uri" && schema.Parent?.Parent is { Name: "headers" }) && !(type is not null && Formats[type].Contains(format.Text)))
            contract.Report(Rule.Format, format, $"the format {format.Text} is not supported for {type ?? "no type"}; {Advice(type)}");
        else if (schema["format"] is { Text: "binary" } file && !IsFile(schema))
            contract.Report(Rule.Format, file, "the format binary is supported for the whole body of a download only; write byte for Base64");
        else if (type is "integer" or "number" && schema["format"] is null)
            contract.Report(Rule.Format, schema, $"{What(schema)} has no format; {Advice(type)}");
        if (type is "array" && schema["items"] is null)
            contract.Report(Rule.Missing, schema, $"{What(schema)} is a list without items; add them");
        if (schema["properties"] is not null && schema["additionalProperties"] is { IsFlag: false } others)
            contract.Report(Rule.Keyword, others, "members beside the properties would be lost; remove additionalProperties, or the properties");
        else if (schema["enum"] is null && schema.All.FirstOrDefault(member => Limits.TryGetValue(member.Name, out var types) && !types.Contains(type ?? "")) is { } limit)
            contract.Report(Rule.Keyword, limit, $"{limit.Name} has no effect on {What(schema)}, which is no {Limits[limit.Name][0]}; remove it");
        else if (type is "string" && Limits.Keys.Where(key => Limits[key][0] is "string").Select(key => schema[key]).OfType<Node>().FirstOrDefault() is { } length && schema["format"] is { Text: not ("email" or "password" or "uri") } other)
            contract.Report(Rule.Keyword, length, $"{length.Name} is not supported beside the format {other.Text}; remove one of the two");
        if (schema["pattern"] is { } pattern && !IsPattern(pattern.Text!))
            contract.Report(Rule.Kind, pattern, "the pattern is not a regular expression of .NET; correct it");
    }

    private static (Node Node, string Text)? FindEnumerationFault(Node schema, Node values)
    {
        var (names, descriptions) = (schema["x-enumNames"], schema["x-enumDescriptions"]);
        return 0 switch
        {
            _ when schema["type"]?.Text is not "string" => (values, "the values of the enumeration are not strings; write type: string, or list the values in the description"),
            _ when values.Items!.FirstOrDefault(value => value.Text is null || value.Number is not null || value.IsFlag || (value.IsPlain && value.Text is "" or "null")) is { } value
                => (value, "a value of the enumeration is not a string; write it in quotes, or remove it"),
            _ when !schema.IsComponent => null,
            _ when values.Items!.Count != names?.Items?.Count => (names ?? values, "the enumeration does not have one name for each value; write as many x-enumNames as values"),
            _ when values.Items.Count != descriptions?.Items?.Count => (descriptions ?? values, "the enumeration does not have one description for each value; write as many x-enumDescriptions as values"),
            _ when names.Items.FirstOrDefault(name => !Names.IsPascal(name.Text!) || name.Text == schema.Name || EnumMembers.Contains(name.Text)) is { } name
                => (name, $"{name.Text} cannot be the name of a value; write another, in PascalCase"),
            _ when names.Items.FirstOrDefault(name => names.Items.First(other => other.Text == name.Text) != name) is { } second
                => (second, $"two values have the name {second.Text}; give one of them another"),
            _ => null,
        };
    }

    // An inline schema would get a name that depends on its place in the contract.
    private static void CheckInline(Contract contract, Node schema)
    {
        if ((schema["enum"] ?? (IsPart(schema) ? null : schema["properties"])) is not null)
            contract.Report(Rule.Inline, schema, $"{What(schema)} is an inline {(schema["enum"] is null ? "object" : "enumeration")}; move it to components/schemas, and write a $ref");
        else if (schema["allOf"] is { } parts && parts.Items is not [{ Reference: not null }])
            contract.Report(Rule.Parts, parts, $"{What(schema)} has an allOf of several schemas; write one $ref to a component that has them");
    }

    private static void CheckMember(Contract contract, Node member)
    {
        var owner = member.Subject;
        if (!Names.IsWireName(member.Name))
            contract.Report(Rule.Name, member, $"the property {member.Name} cannot become a C# name; only letters, digits and _ - . $ : @ [ ] can");
        else if (!owner.EndsWith("Envelope", StringComparison.Ordinal))
            contract.CheckText(member, $"the property {member.Name}");
        if (member.Has("nullable") != member["x-semrush-null"] is not null)
            contract.Report(Rule.Null, (member["nullable"] ?? member["x-semrush-null"])!, $"the property {member.Name} has only one of the two keys for null; write nullable: true and x-semrush-null: true");
        contract.CheckDeprecated(member, $"the property {member.Name}");
        if (member["items"]?["maxLength"]?.Number != member["x-semrush-item-max-length"]?.Number && member["items"]?.Reference is null)
            contract.Report(Rule.Copy, member["x-semrush-item-max-length"] ?? member, $"the items of {member.Name} have another maxLength; write the same value as x-semrush-item-max-length");
    }

    private static void CheckProperties(Contract contract, Node schema)
    {
        // A description beside a $ref is not possible.
        foreach (var member in schema["properties"]?.All.Where(member => member.Reference is not null && !schema.Subject.EndsWith("Envelope", StringComparison.Ordinal)) ?? [])
            contract.Report(Rule.Text, member, $"the property {member.Name} has no description; write it, and the $ref as allOf: [{{$ref: …}}]");
        var whole = IsPart(schema) ? schema.Parent!.Parent! : schema;
        foreach (var name in schema["required"]?.Items?.Where(name => whole.Property(name.Text!) is null) ?? [])
            contract.Report(Rule.Required, name, $"the required {name.Text} is no property; correct it, or add the property");
        if (schema.IsComponent && schema.Properties.All(property => Names.IsWireName(property.Name)))
            Names.CheckSame(contract, schema.Properties.DistinctBy(property => property.Name).SelectMany(property => NamesOf(property, schema)));
    }

    private static void CheckComponent(Contract contract, Node schema)
    {
        var name = schema.Name;
        if (!Names.IsPascal(name) || Reserved.Contains(name) || name.StartsWith("Semrush", StringComparison.Ordinal) || name == contract.Name || name == contract.Name + "Client" || name == contract.Name + "Json" || contract.Operations.Any(operation => operation.Id + "Options" == name))
            contract.Report(Rule.SchemaName, schema, "the name cannot become that of a class, or is in use; write another, in PascalCase");
        contract.CheckText(schema, "the schema");
        if (schema["allOf"] is { } parts && name.EndsWith("Request", StringComparison.Ordinal))
            contract.Report(Rule.Parts, parts, "a request cannot have an allOf; write all properties in it");
        var exclusive = schema["x-semrush-exclusive"];
        if ((exclusive ?? schema["not"]) is { } stated && !(exclusive is not null && schema["not"]?.Members is { Count: 1 } && exclusive.Equals(schema["not"]!["required"])))
            contract.Report(Rule.Copy, stated, "x-semrush-exclusive and not do not list the same properties; write not: {required: […]} with those of x-semrush-exclusive");
        else if (exclusive?.Items!.FirstOrDefault(other => schema.Property(other.Text!) is null) is { } unknown)
            contract.Report(Rule.Required, unknown, $"the exclusive {unknown.Text} is no property; correct it, or add the property");
        if (name.EndsWith("Envelope", StringComparison.Ordinal) && !Shared.Contains(name))
            CheckEnvelope(contract, schema, name);
        if (name.EndsWith("Page", StringComparison.Ordinal) && schema.Property("meta") is { } meta && schema.Property("data") is not null)
            CheckPage(contract, schema, meta);
        if (schema["x-semrush-mask"] is { } mask)
            CheckMask(contract, schema, mask);
        if (schema["x-semrush-value"] is { } value && schema.Properties.Any(property => property["nullable"] is not null))
            contract.Report(Rule.Null, value, "a value type has no members that may be null; remove nullable and x-semrush-null, or x-semrush-value");
        // What was set is kept in 64 bits.
        else if ((schema["x-semrush-mask"] ?? schema.Properties.FirstOrDefault(property => property["nullable"] is not null)) is { } tracked && schema.Properties.Count() > MaxTracked)
            contract.Report(tracked.Name is "x-semrush-mask" ? Rule.Mask : Rule.Null, tracked, $"a schema with a mask or with members that may be null has at most {MaxTracked} members; divide it");
    }

    private static void CheckEnvelope(Contract contract, Node schema, string name)
    {
        var isList = name.EndsWith("ListEnvelope", StringComparison.Ordinal);
        var (item, data) = (name[..^(isList ? 12 : 8)], schema.Property("data"));
        if ((isList ? data?["items"] : data?.Reference is null ? data?["allOf"]?.Items?[0] : data)?.Reference != item)
            contract.Report(Rule.Envelope, data ?? schema, $"the data of the envelope is not {(isList ? "a list of" : "a $ref to")} {item}; correct it, or the name of the envelope");
        else if ((isList ? data!["items"]! : data!).Bare is var content && !(isList ? content["enum"] is not null || IsClass(content) : IsClass(content) && content["x-semrush-value"] is null))
            contract.Report(Rule.Envelope, data!, $"the data of the envelope is {(isList ? "no list of objects or of an enumeration" : "no object, or a value type")}; write an object with a member for it");
    }

    private static bool IsClass(Node schema) => schema["type"]?.Text is null or "object" && (schema.Properties.Any() || schema["additionalProperties"] is null or { IsFlag: true });

    private static void CheckPage(Contract contract, Node schema, Node meta)
    {
        if (schema["required"]?.Texts.Intersect(["meta", "data"]).Count() is not 2)
            contract.Report(Rule.Page, schema["required"] ?? schema, "the meta and the data of the page are not both required; add them to required");
        else if ((meta.Reference ?? meta["allOf"]?.Items?[0].Reference) is null or "Meta")
            contract.Report(Rule.Page, meta, $"the meta of a page is not a $ref to a separate schema; write one, such as {schema.Name[..^4]}Meta, with the members of Meta");
        else if (meta.Bare.Property("success")?.Type is not "boolean")
            contract.Report(Rule.Page, meta.Bare, "the meta of a page has no boolean success; add it");
    }

    private static void CheckMask(Contract contract, Node schema, Node mask)
    {
        if (!schema.Name.EndsWith("Request", StringComparison.Ordinal))
            contract.Report(Rule.Mask, mask, "only a request has a mask; remove x-semrush-mask");
        else if (schema["required"] is { } required)
            contract.Report(Rule.Mask, required, "a request with a mask cannot have required members; remove required");
        else if (schema.Properties.FirstOrDefault(property => property["nullable"] is not null) is { } property)
            contract.Report(Rule.Mask, property["nullable"]!, $"a member of a request with a mask is cleared by the mask; remove nullable and x-semrush-null from {property.Name}");
    }

    // A pattern is a property as well.
    private static IEnumerable<(string Name, Node Node)> NamesOf(Node property, Node schema)
    {
        var name = Names.Pascal(property.Name, schema.Name);
        return property["pattern"] is null ? [(name, property)] : [(name, property), (name + "Pattern", property)];
    }

    // An object in the allOf of a component: its members become those of the component.
    private static bool IsPart(Node schema) => schema.Parent is { Name: "allOf", Parent.IsComponent: true };

    private static string What(Node schema) => schema switch
    {
        { IsComponent: true } => "the schema",
        { Parent.Name: "properties" } => $"the property {schema.Name}",
        { Name: "schema", Parent: { } owner } => owner["name"] is { } name ? $"the parameter {name.Text}" : $"the body {owner.Name}",
        { Parent: { Parent.Name: "properties" } property } => $"{schema.Name} of {property.Name}",
        _ => schema.Name,
    };

    private static string Advice(string? type) => type is not null && Formats[type] is { Length: > 0 } formats ? $"write one of {string.Join(", ", formats)}" : "remove it";

    // The body of a download; the check of the operation has accepted it.
    private static bool IsFile(Node schema) => schema is { Name: "schema", Parent: { Parent.Name: "content" } media } && !media.Name.Contains("json", StringComparison.OrdinalIgnoreCase);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
