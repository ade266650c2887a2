namespace Semrush.Client.Tests.Http.Retry;

/// <summary>Responses with a success status, for each of the 10 pairs of a method and a retry class.</summary>
public sealed class SuccessMatrixTests
{
    public static TheoryData<int, string> Successes => new()
    {
        { 200, """{"meta":{"success":true},"data":{}}""" },
        { 200, "" },
        { 201, """{"meta":{"success":true},"data":{}}""" },
        { 201, "" },
        { 204, "" },
    };

    public static TheoryData<string, bool> Failures => new()
    {
        { "{}", false },
        { """{"retryable":false}""", false },
        { """{"retryable":true}""", true },
    };

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task A_success_with_or_without_a_body_takes_1_attempt(int status, string body)
    {
        foreach (var operation in AnyOperation.All)
            Assert.Equal((null, 1), await operation.CallAsync(() => Response.Json(body, status)));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_with_status_200_is_retried_only_if_it_is_retryable_and_nothing_is_spent(string error, bool isRetryable)
    {
        foreach (var operation in AnyOperation.All)
        {
            var (failure, requests) = await operation.CallAsync(() => Response.Error(200, error));

            Assert.Equal(200, Assert.IsType<SemrushApiException>(failure).ResponseStatusCode);
            Assert.Equal(isRetryable && operation.Retry != "never" ? 3 : 1, requests);
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(204)]
    public async Task A_success_without_the_result_of_its_contract_is_a_failure_after_1_attempt(int status)
    {
        var stub = StubHandler.Returning(Response.Empty(status));
        using var client = The.Client(stub, RetriedCall.Options);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((status, 1, false), (failure.ResponseStatusCode, failure.Attempts, failure.IsRetryable));
    }
}
