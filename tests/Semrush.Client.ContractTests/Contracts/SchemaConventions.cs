using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>The rules of contracts/README.md for schemas.</summary>
public sealed class SchemaConventions
{
    private static readonly string[] Shared = ["Meta", "Error", "ErrorEnvelope", "EmptyEnvelope", "OAuthError"];

    // What a .NET name can be made of.
    public const string WireName = @"^[A-Za-z0-9_.$:@\[\]-]*[A-Za-z0-9][A-Za-z0-9_.$:@\[\]-]*$";

    private static readonly string[] Formats = ["int32", "int64", "double", "date-time", "date", "uuid", "uri", "email", "password"];

    // NSwag takes one branch of the first three and ignores the others, without a warning.
    private static readonly string[] Unsupported = ["oneOf", "anyOf", "discriminator", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "patternProperties"];

    // Names that mean other types in the generated code.
    private static readonly string[] Reserved = ["Timestamp", "Task", "Uri", "Guid", "DateOnly", "Regex", "Check", "Transport", "Type", "Object", "String"];

    public static TheoryData<string> Contracts => [.. ContractDocument.All.Select(contract => contract.Name)];

    [Fact]
    public void Shared_schemas_are_the_same_in_every_contract() => Assert.All(Shared, name =>
    {
        var copies = ContractDocument.All.SelectMany(contract => contract.Schemas).Where(schema => schema.Key == name).Select(schema => schema.Value).ToList();
        Assert.All(copies, copy => Assert.True(JToken.DeepEquals(copies[0], copy), $"{name} differs between contracts."));
    });

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Contract_has_no_outside_reference(string name)
        => Assert.All(Find(name).Root.SelectTokens("$..$ref"), reference => Assert.StartsWith("#/", (string)reference!, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Contract_has_one_https_server_without_a_trailing_slash(string name)
    {
        var server = (string)Assert.Single((JArray)Find(name).Root["servers"]!)["url"]!;
        Assert.StartsWith("https://", server, StringComparison.Ordinal);
        Assert.False(server.EndsWith('/'));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Envelope_contains_the_schema_of_its_name(string name) => Assert.All(
        Find(name).Schemas.Where(schema => schema.Key.EndsWith("Envelope", StringComparison.Ordinal) && !Shared.Contains(schema.Key)),
        envelope =>
        {
            var data = envelope.Value["properties"]!["data"]!;
            var reference = envelope.Key.EndsWith("ListEnvelope", StringComparison.Ordinal) ? data["items"]!["$ref"] : data["$ref"] ?? data["allOf"]?[0]?["$ref"];
            var item = envelope.Key.EndsWith("ListEnvelope", StringComparison.Ordinal) ? envelope.Key[..^12] : envelope.Key[..^8];
            Assert.Equal($"#/components/schemas/{item}", (string?)reference);
        });

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Requests_are_closed_and_responses_are_open(string name)
    {
        var contract = Find(name);
        var bodies = contract.Operations.Where(operation => operation.RequestBody is not null)
            .SelectMany(operation => References.Members(operation.RequestBody!["content"])).Select(media => (JObject)References.Resolve(media.Value["schema"]!)).ToHashSet();
        var sent = bodies.SelectMany(SchemaWalk.From).ToHashSet();
        Assert.All(contract.Schemas, schema =>
        {
            Assert.Equal(bodies.Contains(schema.Value), schema.Key.EndsWith("Request", StringComparison.Ordinal));
            Assert.Equal(bodies.Contains(schema.Value), schema.Value["additionalProperties"] is JValue { Value: false });
            if ((string?)schema.Value["type"] == "object")
                Assert.Equal(sent.Contains(schema.Value) && !bodies.Contains(schema.Value), schema.Value["x-semrush-sent"] is not null);
        });
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Members_are_described_and_numbers_have_a_format(string name) => Assert.All(Find(name).Schemas, schema =>
    {
        Assert.NotEmpty((string?)schema.Value["description"] ?? "");
        Assert.All(References.Members(schema.Value["properties"]), member =>
        {
            if (!schema.Key.EndsWith("Envelope", StringComparison.Ordinal))
                Assert.True(schema.Value["properties"]![member.Key]!["description"] is not null, $"{schema.Key}.{member.Key} has no description.");
            if ((string?)member.Value["type"] is "integer" or "number")
                Assert.True(member.Value["format"] is not null, $"{schema.Key}.{member.Key} has no format.");
            if (member.Value["items"]?["maxLength"] is { } length)
                Assert.Equal((int)length, (int?)member.Value["x-semrush-item-max-length"]);
        });
        if (schema.Value["enum"] is JArray values)
            Assert.Equal((values.Count, values.Count), (((JArray)schema.Value["x-enumNames"]!).Count, ((JArray)schema.Value["x-enumDescriptions"]!).Count));
        if (schema.Value["x-semrush-exclusive"] is { } exclusive)
            Assert.True(JToken.DeepEquals(exclusive, schema.Value["not"]?["required"]), $"{schema.Key} states something else to other tools.");
    });

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Schema_is_supported_by_the_generator(string name) => Assert.All(AllSchemas(Find(name)), schema =>
    {
        Assert.All(Unsupported, keyword => Assert.True(schema[keyword] is null, $"{schema.Path} has {keyword}."));
        if ((string?)schema["format"] is { } format)
            Assert.Contains(format, Formats);
        if (IsComponent(schema))
            return;
        // Without a component, the generator would invent a name.
        Assert.True(schema["enum"] is null && schema["properties"] is null || IsPart(schema), $"{schema.Path} is not in components/schemas.");
        if (schema["allOf"] is JArray parts)
            Assert.True(parts.Count == 1 && parts[0]["$ref"] is not null, $"{schema.Path} is made of several schemas.");
    });

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Names_can_become_NET_names(string name) => Assert.All(Find(name).Schemas, schema =>
    {
        Assert.Matches("^[A-Z][A-Za-z0-9]*$", schema.Key);
        Assert.DoesNotContain(schema.Key, Reserved);
        Assert.NotEqual(name + "Client", schema.Key);
        Assert.All(References.Members(schema.Value["properties"]), member => Assert.Matches(WireName, member.Key));
        // A base adds its members to those of the schema; that of a request would be closed, or open, at both.
        Assert.True(schema.Value["allOf"] is null || !schema.Key.EndsWith("Request", StringComparison.Ordinal), $"{schema.Key} is a request with a base.");
        if (schema.Value["enum"] is not JArray)
            return;
        Assert.Equal("string", (string?)schema.Value["type"]);
        var members = schema.Value["x-enumNames"]!.Select(member => (string)member!).ToList();
        Assert.Equal(members.Count, members.Distinct().Count());
        Assert.All(members, member => Assert.Matches("^[A-Z][A-Za-z0-9]*$", member));
        Assert.DoesNotContain(members, member => member == schema.Key || member is "Value" or "From" or "ToString" or "Equals" or "GetHashCode" or "GetType" or "Deconstruct");
    });

    /// <summary>What stands behind a reference, or behind the one reference of an allOf.</summary>
    internal static JObject Bare(JToken schema)
        => References.Resolve(schema) is var found && found["allOf"] is JArray { Count: 1 } parts ? Bare(parts[0]) : (JObject)found;

    private static bool IsComponent(JObject schema) => schema.Path.Split('.') is ["components", "schemas", _];

    // An object within the allOf of a component: its members become those of the component.
    private static bool IsPart(JObject schema)
        => schema.Parent is JArray { Parent: JProperty { Name: "allOf", Parent: JObject owner } } && IsComponent(owner);

    private static IEnumerable<JObject> AllSchemas(ContractDocument contract)
    {
        IEnumerable<JToken> roots = contract.Schemas.Select(schema => schema.Value)
            .Concat(contract.Operations.SelectMany(operation => operation.Parameters).Select(parameter => parameter["schema"]!))
            .Concat(contract.Operations.SelectMany(operation => operation.Responses.Select(response => response.Value).Append(operation.RequestBody))
                .SelectMany(body => References.Members(body?["content"])).Select(media => media.Value["schema"]).OfType<JObject>());
        return roots.SelectMany(SchemaWalk.From).Distinct();
    }

    private static ContractDocument Find(string name) => ContractDocument.All.Single(contract => contract.Name == name);
}

/// <summary>A schema and every schema that it is made of, each once.</summary>
internal static class SchemaWalk
{
    public static IReadOnlyCollection<JObject> From(JToken schema)
    {
        var seen = new HashSet<JObject>(ReferenceEqualityComparer.Instance);
        Visit(schema, seen);
        return seen;
    }

    private static void Visit(JToken? token, HashSet<JObject> seen)
    {
        if (token is null || References.Resolve(token) is not JObject schema || !seen.Add(schema))
            return;
        foreach (var property in References.Members(schema["properties"]))
            Visit(property.Value, seen);
        foreach (var part in schema["allOf"] ?? new JArray())
            Visit(part, seen);
        Visit(schema["items"], seen);
        Visit(schema["additionalProperties"] as JObject, seen);
    }
}
