using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

public sealed class RateLimitRuleTests
{
    private static readonly IReadOnlyList<OperationDocument> Operations = [.. ContractDocument.All.SelectMany(contract => contract.Operations)];

    [Theory]
    [InlineData("{requests: 10, seconds: 60}")]
    [InlineData("{concurrent: 1}")]
    [InlineData("{requests: 10, seconds: 60, concurrent: 1}")]
    public void Valid_limit_passes(string limit)
        => Assert.Null(RateLimitRule.FindFault(Operations.First(operation => operation.IsAuthenticated), JToken.Parse(limit)));

    [Theory]
    [InlineData("{}")]
    [InlineData("10")]
    [InlineData("{requests: 10}")]
    [InlineData("{seconds: 60}")]
    [InlineData("{seconds: 60, concurrent: 1}")]
    [InlineData("{requests: 0, seconds: 60}")]
    [InlineData("{requests: 10, seconds: 0.5}")]
    [InlineData("{concurrent: -1}")]
    [InlineData("{concurrent: '1'}")]
    [InlineData("{concurrent: 3000000000}")]
    [InlineData("{concurrent: 1, per: 'user'}")]
    public void Invalid_limit_fails(string limit)
        => Assert.NotNull(RateLimitRule.FindFault(Operations.First(operation => operation.IsAuthenticated), JToken.Parse(limit)));

    [Fact]
    public void Limit_needs_a_credential_and_no_page()
    {
        var open = Operations.Where(operation => !operation.IsAuthenticated || operation.IsNavigation).ToList();
        Assert.NotEmpty(open);
        Assert.All(open, operation => Assert.NotNull(RateLimitRule.FindFault(operation, JToken.Parse("{concurrent: 1}"))));
    }
}

/// <summary>What `x-semrush-rate-limit` may say.</summary>
internal static class RateLimitRule
{
    private static readonly string[] Keys = ["requests", "seconds", "concurrent"];

    public static string? FindFault(OperationDocument operation, JToken limit)
    {
        if (limit is not JObject { Count: > 0 } members)
            return "It is an object with requests and seconds, with concurrent, or with all three.";
        if (members.Properties().FirstOrDefault(member => !Keys.Contains(member.Name)) is { } unknown)
            return $"{unknown.Name} means nothing.";
        if (members.Properties().FirstOrDefault(member => member.Value is not JValue { Value: > 0L and <= int.MaxValue }) is { } wrong)
            return $"{wrong.Name} is not a positive integer.";
        if (members.ContainsKey("requests") != members.ContainsKey("seconds"))
            return "Requests and seconds come together.";
        // It is one of an account, and a page that a person opens is not sent by the library.
        return operation.IsAuthenticated && !operation.IsNavigation ? null : "Nothing counts the calls of an operation without a credential.";
    }
}
