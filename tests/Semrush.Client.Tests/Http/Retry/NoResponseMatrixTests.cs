using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>4 ways to get no response, for each of the 10 pairs of a method and a retry class.</summary>
public sealed class NoResponseMatrixTests
{
    private const string All = "safe rejected keyed";
    private const string Harmless = "safe keyed";

    [Fact]
    public Task Without_a_connection_all_is_retried_that_spends_nothing()
        => ExpectAsync(All, () => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)));

    [Fact]
    public Task After_a_broken_connection_only_a_harmless_call_is_retried()
        => ExpectAsync(Harmless, () => throw new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("reset")));

    [Fact]
    public Task After_a_broken_body_only_a_harmless_call_is_retried()
        => ExpectAsync(Harmless, () => new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) });

    [Fact]
    public Task After_a_timeout_only_a_harmless_call_is_retried()
        => ExpectAsync(Harmless, () => throw new TaskCanceledException("late", new TimeoutException()));

    private static async Task ExpectAsync(string retried, Func<HttpResponseMessage> respond)
    {
        foreach (var operation in AnyOperation.All)
        {
            var (failure, requests) = await operation.CallAsync(respond);

            var isRetried = retried.Split(' ').Contains(operation.Retry);
            Assert.Equal((isRetried, isRetried ? 3 : 1), (Assert.IsType<SemrushConnectionException>(failure).IsRetryable, requests));
        }
    }
}
