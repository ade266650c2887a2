using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>4 ways to get no answer, for each of the 20 pairs of a method and a retry class.</summary>
public sealed class SilenceMatrixTests
{
    private const string All = "Safe Rejected Keyed";
    private const string Harmless = "Safe Keyed";

    [Fact]
    public Task A_connection_that_was_never_made_allows_another_attempt_of_all_but_what_spends()
        => ExpectAsync(All, () => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)));

    [Fact]
    public Task A_connection_that_broke_allows_another_attempt_of_what_does_no_harm()
        => ExpectAsync(Harmless, () => throw new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("reset")));

    [Fact]
    public Task A_body_that_broke_off_allows_another_attempt_of_what_does_no_harm()
        => ExpectAsync(Harmless, () => new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) });

    [Fact]
    public Task An_attempt_that_was_late_allows_another_one_of_what_does_no_harm()
        => ExpectAsync(Harmless, () => throw new TaskCanceledException("late", new TimeoutException()));

    private static async Task ExpectAsync(string repeated, Func<HttpResponseMessage> answer)
    {
        foreach (var operation in AnyOperation.All)
        {
            var (failure, requests) = await operation.CallAsync(answer);

            var repeats = repeated.Split(' ').Contains(operation.Retry.ToString());
            Assert.Equal((repeats, repeats ? 3 : 1), (Assert.IsType<SemrushConnectionException>(failure).IsRetryable, requests));
        }
    }
}
