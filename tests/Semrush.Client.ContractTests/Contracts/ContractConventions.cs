using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Contracts.Internal;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>The rules of contracts/README.md for operations and their examples.</summary>
public sealed class ContractConventions
{
    private static readonly string[] RetryClasses = ["safe", "rejected", "never", "keyed"];

    public static TheoryData<string> Operations => [.. ContractDocument.All.SelectMany(contract => contract.Operations).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_says_what_it_does_and_where_that_was_read(string name)
    {
        var operation = Find(name);
        Assert.Matches("^[A-Z][A-Za-z]+$", operation.Id);
        Assert.EndsWith(".", (string?)operation.Node["summary"], StringComparison.Ordinal);
        Assert.EndsWith(".", ((string?)operation.Node["description"])?.TrimEnd(), StringComparison.Ordinal);
        var sources = ((JObject)operation.Contract.Root["x-semrush-sources"]!).Properties().Select(source => source.Name).ToList();
        Assert.All(((string)operation.Node["x-semrush-source"]!).Split(", "), source => Assert.Contains(source, sources));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_parameter_is_described_limited_and_shown(string name) => Assert.All(Find(name).Parameters, parameter =>
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
        var operation = Find(name);
        if (operation.RequestBody is { } body)
            Assert.All(References.Members(body["content"]), media => Assert.NotEmpty((JObject)media.Value["examples"]!));
        var successes = operation.Responses.Where(response => response.Key[0] is '2').ToList();
        Assert.All(successes.SelectMany(response => References.Members(response.Value["content"])), media => Assert.NotEmpty((JObject)media.Value["examples"]!));
        Assert.NotEmpty(operation.IsNavigation ? operation.Responses.Where(response => response.Key == "302") : successes);
        Assert.Contains(operation.Responses, response => response.Key[0] is '4');
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_extension_has_a_meaning(string name)
    {
        var operation = Find(name);
        if (operation.Node["x-semrush-retry"] is { } retry)
            Assert.Contains((string)retry!, RetryClasses);
        if (operation.Node["x-semrush-any-of"] is JArray anyOf)
            Assert.All(anyOf, other => Assert.Contains(operation.Parameters, parameter => (string)parameter["name"]! == (string)other! && (bool?)parameter["required"] != true));
        if (operation.Node["x-semrush-paging"] is JObject paging)
            Assert.All(["parameter", "item", "items", "last", "totalPages", "number"], key => Assert.NotNull(paging[key]));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Bodies_with_secrets_are_marked_as_sensitive(string name)
    {
        var operation = Find(name);
        var bodies = operation.Responses.Where(response => response.Key[0] is '2').Select(response => response.Value).Append(operation.RequestBody);
        var hasSecret = bodies.SelectMany(body => References.Members(body?["content"])).Any(media => SchemaWalk.From(media.Value["schema"]!).Any(schema => (string?)schema["format"] == "password"));
        Assert.Equal(hasSecret, operation.Node["x-semrush-sensitive"] is not null);
    }

    private static OperationDocument Find(string name) => ContractDocument.All.SelectMany(contract => contract.Operations).Single(operation => operation.Name == name);
}
