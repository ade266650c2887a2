using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Contracts.Internal;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>The rules of contracts/README.md for schemas.</summary>
public sealed class SchemaConventions
{
    private static readonly string[] Shared = ["Meta", "Error", "ErrorEnvelope", "EmptyEnvelope", "OAuthError"];

    public static TheoryData<string> Contracts => [.. ContractDocument.All.Select(contract => contract.Name)];

    [Fact]
    public void Shared_schemas_are_the_same_in_every_contract() => Assert.All(Shared, name =>
    {
        var copies = ContractDocument.All.SelectMany(contract => contract.Schemas).Where(schema => schema.Key == name).Select(schema => schema.Value).ToList();
        Assert.All(copies, copy => Assert.True(JToken.DeepEquals(copies[0], copy), $"{name} differs between contracts."));
    });

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_contract_refers_to_nothing_outside_itself(string name)
        => Assert.All(Find(name).Root.SelectTokens("$..$ref"), reference => Assert.StartsWith("#/", (string)reference!, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_contract_has_one_https_server_without_a_trailing_slash(string name)
    {
        var server = (string)Assert.Single((JArray)Find(name).Root["servers"]!)["url"]!;
        Assert.StartsWith("https://", server, StringComparison.Ordinal);
        Assert.False(server.EndsWith('/'));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void An_envelope_carries_what_its_name_says(string name) => Assert.All(
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
    public void Requests_are_closed_answers_are_open_and_only_requests_are_called_so(string name)
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
            Assert.True(JToken.DeepEquals(exclusive, schema.Value["not"]?["required"]), $"{schema.Key} tells other tools something else.");
    });

    private static ContractDocument Find(string name) => ContractDocument.All.Single(contract => contract.Name == name);
}
