
namespace Semrush.Client.Tests.Http.Retry;

/// <summary>19 statuses × 5 methods × 4 retry classes × 10 bodies: 3,800 cells.</summary>
public sealed class StatusMatrixTests
{
    public static TheoryData<int> Statuses => new(StatusMatrix.Statuses);

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Each_of_the_200_cells_of_a_status_fails_as_it_should_after_as_many_attempts_as_it_should(int status)
    {
        var cells = 0;
        foreach (var operation in AnyOperation.All)
        {
            foreach (var body in StatusMatrix.Bodies)
            {
                var (failure, requests) = await operation.CallAsync(() => StatusMatrix.AnswerWith(status, body));

                var repeats = StatusMatrix.IsRepeated(operation.Retry, status, body);
                (Type?, int, bool?, int?) expected = (status == 401 ? typeof(SemrushAuthenticationException) : typeof(SemrushApiException), repeats ? 3 : 1, repeats, status);
                var known = failure as SemrushApiException;
                (Type?, int, bool?, int?) actual = (failure?.GetType(), requests, known?.IsRetryable, known?.ResponseStatusCode);
                Assert.True(expected == actual, $"{operation} {status} {body}: {actual} instead of {expected}");
                cells++;
            }
        }

        Assert.Equal(200, cells);
    }

    [Fact]
    public void The_matrix_has_3800_cells()
        => Assert.Equal(3_800, StatusMatrix.Statuses.Length * AnyOperation.All.Count() * StatusMatrix.Bodies.Length);
}
