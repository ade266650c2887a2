namespace Semrush.Client.Tests.Http.Retry;

/// <summary>19 statuses × 10 pairs of a method and a retry class × 10 bodies: 1,900 cells.</summary>
public sealed class StatusMatrixTests
{
    public static TheoryData<int> Statuses => new(StatusMatrix.Statuses);

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Each_of_the_100_cells_of_a_status_has_its_exception_and_attempts(int status)
    {
        var cells = 0;
        foreach (var operation in AnyOperation.All)
        {
            foreach (var body in StatusMatrix.Bodies)
            {
                var (failure, requests) = await operation.CallAsync(() => StatusMatrix.ResponseWith(status, body));

                var isRetried = StatusMatrix.IsRetried(operation.Retry, status, body);
                (Type?, int, bool?, int?) expected = (status == 401 ? typeof(SemrushAuthenticationException) : typeof(SemrushApiException), isRetried ? 3 : 1, isRetried, status);
                var known = failure as SemrushApiException;
                (Type?, int, bool?, int?) actual = (failure?.GetType(), requests, known?.IsRetryable, known?.ResponseStatusCode);
                Assert.True(expected == actual, $"{operation} {status} {body}: {actual} instead of {expected}");
                cells++;
            }
        }

        Assert.Equal(100, cells);
    }

    [Fact]
    public void The_matrix_has_1900_cells()
        => Assert.Equal(1_900, StatusMatrix.Statuses.Length * AnyOperation.All.Length * StatusMatrix.Bodies.Length);
}
