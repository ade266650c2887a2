using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

public sealed class RateLimitRuleTests
{
    private static readonly IReadOnlyList<OperationDocument> Operations = [.. ContractDocument.All.SelectMany(contract => contract.Operations)];

    [Theory]
    [InlineData("{requests: 10, seconds: 60}")]
    [InlineData("{concurrent: 1}")]
    [InlineData("{requests: 10, seconds: 60, concurrent: 1}")]
    public void A_limit_that_means_something_passes(string limit)
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
    public void A_limit_that_means_nothing_does_not(string limit)
        => Assert.NotNull(RateLimitRule.FindFault(Operations.First(operation => operation.IsAuthenticated), JToken.Parse(limit)));

    [Fact]
    public void An_operation_without_a_credential_or_of_a_person_has_no_limit()
    {
        var open = Operations.Where(operation => !operation.IsAuthenticated || operation.IsNavigation).ToList();
        Assert.NotEmpty(open);
        Assert.All(open, operation => Assert.NotNull(RateLimitRule.FindFault(operation, JToken.Parse("{concurrent: 1}"))));
    }
}
