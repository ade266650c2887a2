using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http.Internal.Reading;

/// <summary>A response that says itself that the call failed, beside its data.</summary>
public sealed class ReportedFailureTests
{
    [Theory]
    [InlineData("""{"error":null,"id":"1"}""", false)]
    [InlineData("""{"error":false,"id":"1"}""", false)]
    [InlineData("""{"error":0,"id":"1"}""", false)]
    [InlineData("""{"error":"","id":"1"}""", false)]
    [InlineData("""{"error":{},"id":"1"}""", false)]
    [InlineData("""{"errors":[],"id":"1"}""", false)]
    [InlineData("""{"error":true,"id":"1"}""", true)]
    [InlineData("""{"error":1,"id":"1"}""", true)]
    [InlineData("""{"error":"no","id":"1"}""", true)]
    [InlineData("""{"error":{"code":[1]},"id":"1"}""", true)]
    [InlineData("""{"errors":[null],"id":"1"}""", true)]
    [InlineData("""{"meta":{"success":false},"id":"1"}""", true)]
    [InlineData("""{"meta":{"success":true},"id":"1"}""", false)]
    [InlineData("""{"meta":[{"success":false}],"id":"1"}""", false)]
    [InlineData("""{"other":{"error":"no"},"id":"1"}""", false)]
    public void A_member_that_is_no_part_of_a_model_tells_that_the_call_failed_unless_it_is_empty(string json, bool hasFailed)
    {
        Assert.Equal("1", Reading.Of<Keyword, Keyword>(json, out var said)!.Id);
        Assert.Equal(hasFailed, said);
    }
}
