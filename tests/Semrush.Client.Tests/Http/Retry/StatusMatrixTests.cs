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

/// <summary>Every status of interest with every body that it may come with, and which retry classes are retried after it.</summary>
internal static class StatusMatrix
{
    public static readonly int[] Statuses = [400, 401, 403, 404, 408, 409, 413, 422, 429, 499, 500, 501, 502, 503, 504, 550, 551, 553, 554];

    public static readonly string[] Bodies =
        ["envelope", "envelope of 2022", "issuer", "bare string", "legacy", "HTML", "empty", "truncated", "retryable", "not retryable"];

    // As documented, and independent of the rules of the library.
    private static readonly Dictionary<int, string> RetriedFor = new()
    {
        [408] = "safe keyed",
        [429] = "safe keyed rejected",
        [499] = "safe keyed",
        [500] = "safe keyed",
        [502] = "safe keyed",
        [503] = "safe keyed rejected",
        [504] = "safe keyed",
        [550] = "safe keyed",
        [553] = "safe keyed rejected",
        [554] = "safe keyed",
    };

    public static bool IsRetried(string retry, int status, string body) => retry != "never" && status != 551 && body switch
    {
        "retryable" => true,
        "not retryable" => false,
        _ => RetriedFor.TryGetValue(status, out var classes) && classes.Split(' ').Contains(retry),
    };

    public static HttpResponseMessage ResponseWith(int status, string body) => body switch
    {
        "envelope" => Response.Payload("errors.field-violations", status),
        "envelope of 2022" => Response.Payload("errors.description-2022", status),
        "issuer" => Response.Payload("app-center.jwt-token.error", status),
        "bare string" => Response.Json("\"Token is expired\"", status),
        "legacy" => Response.Payload("errors.listing-legacy", status),
        "HTML" => Response.With(Response.Html, status, "text/html"),
        "empty" => Response.Empty(status),
        "truncated" => Response.Json("""{"meta":{"success":false},"error":{"retryable":true,"message":"Br""", status),
        "retryable" => Response.Error(status, """{"code":1,"retryable":true}"""),
        "not retryable" => Response.Error(status, """{"code":1,"retryable":false}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(body), body, "There is no such body."),
    };
}
