using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>The rules of contracts/README.md for operations and their examples.</summary>
public sealed class ContractConventions
{
    private static readonly string[] RetryClasses = ["safe", "rejected", "never", "keyed"];

    private static readonly string[] Places = ["path", "query", "header"];
    private static readonly string[] MediaTypes = ["application/json", "application/x-www-form-urlencoded"];
    private static readonly string[] FormTypes = ["string", "integer", "number", "boolean", "array"];

    // What the transport writes itself.
    private static readonly string[] OwnHeaders = ["AUTHORIZATION", "ACCEPT", "CONTENT-TYPE", "CONTENT-LENGTH", "HOST", "COOKIE", "USER-AGENT"];

    public static TheoryData<string> Operations => [.. ContractDocument.All.SelectMany(contract => contract.Operations).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_is_described_with_its_source(string name)
    {
        var operation = OperationDocument.Find(name);
        Assert.Matches("^[A-Z][A-Za-z0-9]+$", operation.Id);
        Assert.EndsWith(".", (string?)operation.Node["summary"], StringComparison.Ordinal);
        Assert.EndsWith(".", ((string?)operation.Node["description"])?.TrimEnd(), StringComparison.Ordinal);
        var sources = ((JObject)operation.Contract.Root["x-semrush-sources"]!).Properties().Select(source => source.Name).ToList();
        Assert.All(((string)operation.Node["x-semrush-source"]!).Split(", "), source => Assert.Contains(source, sources));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Parameter_has_a_description_limits_and_an_example(string name) => Assert.All(OperationDocument.Find(name).Parameters, parameter =>
    {
        Assert.NotEmpty((string)parameter["description"]!);
        Assert.NotNull(parameter["example"]);
        var schema = References.Resolve(parameter["schema"]!);
        if ((string?)schema["type"] is "integer" or "number")
            Assert.NotNull(schema["format"]);
        if ((string?)schema["type"] is "array")
            Assert.Equal(("form", false), ((string)parameter["style"]!, (bool)parameter["explode"]!));
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void Bodies_have_named_examples_and_errors_are_listed(string name)
    {
        var operation = OperationDocument.Find(name);
        if (operation.RequestBody is { } body)
            Assert.All(References.Members(body["content"]), media => Assert.NotEmpty((JObject)media.Value["examples"]!));
        var successes = operation.Responses.Where(response => response.Key[0] is '2').ToList();
        Assert.All(successes.SelectMany(response => References.Members(response.Value["content"])), media => Assert.NotEmpty((JObject)media.Value["examples"]!));
        Assert.NotEmpty(operation.IsNavigation ? operation.Responses.Where(response => response.Key == "302") : successes);
        Assert.Contains(operation.Responses, response => response.Key[0] is '4');
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Extension_is_valid(string name)
    {
        var operation = OperationDocument.Find(name);
        if (operation.Node["x-semrush-retry"] is { } retry)
            Assert.Contains((string)retry!, RetryClasses);
        if (operation.Node["x-semrush-any-of"] is JArray anyOf)
            Assert.All(anyOf, other => Assert.Contains(operation.Parameters, parameter => (string)parameter["name"]! == (string)other! && (bool?)parameter["required"] != true));
        if (operation.Node["x-semrush-paging"] is JObject paging)
        {
            Assert.All(["parameter", "item", "items", "last", "totalPages", "number"], key => Assert.NotNull(paging[key]));
            var counter = operation.Parameters.Single(parameter => (string)parameter["name"]! == (string)paging["parameter"]!);
            Assert.Equal(("query", "int32", false), ((string?)counter["in"], (string?)References.Resolve(counter["schema"]!)["format"], (bool?)counter["required"] ?? false));
        }

        if (operation.Node["x-semrush-rate-limit"] is { } limit)
            Assert.Null(RateLimitRule.FindFault(operation, limit));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Bodies_with_secrets_are_marked_as_sensitive(string name)
    {
        var operation = OperationDocument.Find(name);
        var bodies = operation.Responses.Where(response => response.Key[0] is '2').Select(response => response.Value).Append(operation.RequestBody);
        var hasSecret = bodies.SelectMany(body => References.Members(body?["content"])).Any(media => SchemaWalk.From(media.Value["schema"]!).Any(schema => (string?)schema["format"] == "password"));
        Assert.Equal(hasSecret, operation.Node["x-semrush-sensitive"] is not null);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Kind_of_a_parameter_is_supported(string name) => Assert.All(OperationDocument.Find(name).Parameters, parameter =>
    {
        var schema = References.Resolve(parameter["schema"]!);
        Assert.Contains((string?)parameter["in"], Places);
        Assert.Matches(SchemaConventions.WireName, (string)parameter["name"]!);
        Assert.NotEqual("object", (string?)schema["type"] ?? "object");
        Assert.NotEqual("password", (string?)schema["format"]);
        Assert.True((string?)schema["type"] != "array" || (string?)parameter["in"] == "query", $"{parameter["name"]} is a list, and not in the query.");
        Assert.DoesNotContain(((string)parameter["name"]!).ToUpperInvariant(), OwnHeaders);
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void Kind_of_a_body_is_supported(string name)
    {
        var operation = OperationDocument.Find(name);
        if (operation.RequestBody is { } body)
        {
            var media = Assert.Single(References.Members(body["content"]));
            Assert.Contains(media.Key, MediaTypes);
            Assert.NotNull(media.Value["schema"]!["$ref"]);
            if (media.Key != "application/json")
                Assert.All(References.Members(References.Resolve(media.Value["schema"]!)["properties"]), field => Assert.Contains((string?)SchemaConventions.Bare(field.Value)["type"], FormTypes));
        }

        if (operation.IsNavigation)
            return;
        // A method returns one type: all successes of an operation have the same body.
        var responses = operation.Responses.Where(response => response.Key[0] is '2').Select(response => References.Members(response.Value["content"]).ToList()).ToList();
        Assert.All(responses, response => Assert.InRange(response.Count, 0, 1));
        Assert.Single(responses.Select(response => response.Count > 0 ? response[0].Value["schema"]!.ToString() : "").Distinct());
        Assert.All(responses.SelectMany(response => response), response =>
        {
            Assert.Equal("application/json", response.Key);
            Assert.NotNull(response.Value["schema"]!["$ref"] ?? response.Value["schema"]!["items"]);
        });
    }
}
