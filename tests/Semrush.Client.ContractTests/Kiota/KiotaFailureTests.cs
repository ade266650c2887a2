using System.Threading.RateLimiting;
using Semrush.Client.ContractTests.Examples;

namespace Semrush.Client.ContractTests.Kiota;

/// <summary>A call of Kiota's client fails, is retried and is limited as the call of this library of the same operation.</summary>
public sealed class KiotaFailureTests : IDisposable
{
    private const string Unavailable = """{"meta":{"success":false,"status_code":503},"error":{"code":503,"message":"later"}}""";

    private readonly KiotaStage _stage = new();

    // The first documented error of each operation, and its first success.
    private static IReadOnlyList<ContractCase> Failures => [.. ContractCase.All
        .Where(found => found.Status >= 400 && !found.Operation.IsNavigation).DistinctBy(found => found.Operation.Name)];

    private static IReadOnlyList<ContractCase> Successes => [.. KiotaComparison.Cases.DistinctBy(found => found.Operation.Name)];

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Documented_error_of_each_operation_is_the_exception_of_this_library()
    {
        Assert.NotEmpty(Failures);
        foreach (var found in Failures)
        {
            _stage.Respond = _ => KiotaStage.Response(found);
            using var semrush = _stage.Client(found.Operation);

            var library = await Record.ExceptionAsync(() => GeneratedMethod.CallAsync(semrush, found.Operation, found.RequestExample));
            var kiota = await Record.ExceptionAsync(() => KiotaMethod.CallAsync(semrush, found));

            var thrown = Assert.IsAssignableFrom<SemrushApiException>(kiota);
            Assert.Equal(found.Status, thrown.ResponseStatusCode);
            Assert.Equal(Facts((SemrushApiException)library!), Facts(thrown));
        }
    }

    [Fact]
    public async Task Operation_that_is_unavailable_once_is_retried_by_its_class()
    {
        foreach (var found in Successes)
        {
            // The first request of each of the two calls.
            var (failed, half) = (0, 0);
            _stage.Respond = number => number == half && failed++ < 2 ? KiotaStage.Response(503, Unavailable) : KiotaStage.Response(found);
            using var semrush = _stage.Client(found.Operation);

            var library = await Record.ExceptionAsync(() => GeneratedMethod.CallAsync(semrush, found.Operation, found.RequestExample));
            half = _stage.Exchanges.Count;
            var kiota = await Record.ExceptionAsync(() => KiotaMethod.CallAsync(semrush, found));

            var isNever = (string?)found.Operation.Node["x-semrush-retry"] == "never";
            Assert.Equal((2, isNever ? 1 : 2, isNever), (failed, half, library is SemrushApiException { Attempts: 1 }));
            Assert.Equal((2 * half, isNever), (_stage.Exchanges.Count, kiota is SemrushApiException { Attempts: 1 }));
        }
    }

    [Fact]
    public async Task Call_of_each_operation_uses_the_credential_and_the_rate_limit_of_the_client()
    {
        foreach (var found in Successes)
        {
            _stage.Respond = _ => KiotaStage.Response(found);
            await using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1 });
            using var semrush = _stage.Client(found.Operation, options => options.UseRateLimiter(limiter));

            await KiotaMethod.CallAsync(semrush, found);

            var isLimited = found.Operation.IsAuthenticated;
            Assert.Equal((found.Operation.Name, isLimited ? 1 : 0), (found.Operation.Name, limiter.GetStatistics()!.TotalSuccessfulLeases));
            Assert.Equal(isLimited, (string?)Assert.Single(_stage.Exchanges).Request["authorization"] is not null);
        }
    }

    private static object Facts(SemrushApiException thrown) => (
        thrown.GetType(), thrown.Operation, thrown.StatusCode, thrown.ErrorCode, thrown.Attempts, thrown.RequestId, thrown.RawBody,
        thrown.Message);
}
