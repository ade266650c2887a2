using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>What is said with a success status, for each of the 20 pairs of a method and a retry class.</summary>
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
            Assert.Equal((null, 1), await operation.CallAsync(() => Answer.Json(body, status)));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_that_comes_with_status_200_is_repeated_only_if_the_server_says_so_and_nothing_is_spent(string error, bool says)
    {
        foreach (var operation in AnyOperation.All)
        {
            var (failure, requests) = await operation.CallAsync(() => Answer.Error(200, error));

            Assert.Equal(200, Assert.IsType<SemrushApiException>(failure).ResponseStatusCode);
            Assert.Equal(says && operation.Retry is not RetryClass.Never ? 3 : 1, requests);
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(204)]
    public async Task A_success_without_the_result_that_its_contract_promises_is_a_failure_after_1_attempt(int status)
    {
        var stub = StubHandler.Answering(Answer.Empty(status));
        using var client = The.Client(stub, AskedToWait.Options);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((status, 1, false), (failure.ResponseStatusCode, failure.Attempts, failure.IsRetryable));
    }
}
