using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;
using Semrush.Client.Http;

namespace Semrush.Client.Tests.Http;

public sealed class ConnectionFailureTests
{
    [Fact]
    public async Task An_answer_that_is_no_HTTP_is_told_from_a_connection_that_broke()
    {
        using var client = The.Client(StubHandler.Failing(new HttpRequestException(HttpRequestError.InvalidResponse)));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(The.Token));

        Assert.Contains("what came back cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Quotations))]
    public async Task What_the_runtime_quotes_of_an_answer_is_not_passed_on(string name, Exception quoting)
    {
        _ = name;
        using var client = The.Client(StubHandler.Failing(quoting));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(The.Token));

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("What came over the connection is not HTTP.", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Exception> Quotations => new()
    {
        { "a chunk", new HttpIOException(HttpRequestError.InvalidResponse, "Received an invalid chunk terminator: 'canary'") },
        { "a header", new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid header line: 'canary'") },
        { "within a failure", new HttpRequestException(HttpRequestError.Unknown, "Copying failed.", new HttpIOException(HttpRequestError.InvalidResponse, "'canary'")) },
    };

    [Fact]
    public async Task A_call_that_somebody_else_gives_up_is_a_failure_of_the_family()
    {
        using var client = The.Client(StubHandler.Failing(new TaskCanceledException()));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(The.Token));

        Assert.Equal((false, false, true), (failure.IsTimeout, failure.NeverSent, failure.IsRetryable));
    }

    public static TheoryData<string, Exception, bool> Breaks => new()
    {
        { "no such name", new HttpRequestException(HttpRequestError.NameResolutionError, "dns", new SocketException((int)SocketError.HostNotFound)), true },
        { "refused", new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)), true },
        { "bad certificate", new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("cert")), true },
        { "handshake broken", new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new IOException("unexpected end")), true },
        { "proxy refused", new HttpRequestException(HttpRequestError.ProxyTunnelError, "407"), true },
        { "reset while sending", new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("reset")), false },
        { "closed early", new HttpRequestException(HttpRequestError.ResponseEnded, "ended", new HttpIOException(HttpRequestError.ResponseEnded, "ended")), false },
        { "connection error of an open connection", new HttpRequestException(HttpRequestError.ConnectionError, "reset"), false },
        { "body broke off", new IOException("broke off"), false },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task No_answer_is_a_connection_failure_that_knows_whether_anything_was_sent(string name, Exception cause, bool neverSent)
    {
        _ = name;
        using var client = The.Client(StubHandler.Failing(cause));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(The.Token));

        Assert.Equal((neverSent, false), (failure.NeverSent, failure.IsTimeout));
        Assert.True(failure.IsRetryable);
        Assert.Null(failure.StatusCode);
        Assert.Equal(0, failure.ResponseStatusCode);
        Assert.Equal("MapRankTracker.GetUserLimits", failure.Operation);
        Assert.Equal(
            neverSent
                ? "Semrush did not answer MapRankTracker.GetUserLimits: no connection could be made."
                : "Semrush did not answer MapRankTracker.GetUserLimits: the connection broke before the answer was complete.",
            failure.Message);
        Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public async Task An_answer_that_is_not_HTTP_is_told_from_a_connection_that_broke()
    {
        Exception[] unreadable =
        [
            new HttpRequestException(HttpRequestError.InvalidResponse, "odd"),
            new HttpIOException(HttpRequestError.InvalidResponse, "odd"),
        ];
        foreach (var cause in unreadable)
        {
            using var client = The.Client(StubHandler.Failing(cause));

            var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(The.Token));

            Assert.Equal("Semrush did not answer MapRankTracker.GetUserLimits: what came back cannot be read.", failure.Message);
            Assert.False(failure.NeverSent);
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Only_what_never_reached_the_server_may_be_sent_again_unless_it_spends(string name, Exception cause, bool neverSent)
    {
        _ = name;
        using var client = The.Client(StubHandler.Failing(cause));

        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token));
        var collected = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal(neverSent, deleted.IsRetryable);
        Assert.False(collected.IsRetryable);
    }

    [Fact]
    public async Task The_time_limit_is_a_connection_failure_that_says_so()
    {
        using var client = The.Client(StubHandler.Failing(new TaskCanceledException("late", new TimeoutException())));

        var read = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(The.Token));
        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token));

        Assert.Equal((true, false, true), (read.IsTimeout, read.NeverSent, read.IsRetryable));
        Assert.False(deleted.IsRetryable);
        Assert.Equal(
            "Semrush did not answer MapRankTracker.GetUserLimits within the time limit. "
                + "Raise SemrushClientOptions.AttemptTimeout or TotalTimeout if the operation needs longer.",
            read.Message);
    }

    [Fact]
    public async Task The_time_limit_includes_the_body()
    {
        var time = new FakeTimeProvider();
        using var body = new StalledContent();
        var http = new HttpClient(StubHandler.Answering(new HttpResponseMessage(HttpStatusCode.OK) { Content = body })) { Timeout = TimeSpan.FromMinutes(5) };
        using var client = new SemrushClient(The.Options.UseTimeProvider(time), http);

        var call = client.MapRankTracker.GetUserLimitsAsync(The.Token);
        await body.Started.WaitAsync(The.Token);
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await Assert.ThrowsAsync<SemrushConnectionException>(() => call)).IsTimeout);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        using var body = new StalledContent();
        using var client = The.Client(StubHandler.Answering(new HttpResponseMessage(HttpStatusCode.OK) { Content = body }));

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellation.Token);
        await body.Started.WaitAsync(The.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_sends_nothing()
    {
        var stub = StubHandler.Answering();
        using var client = The.Client(stub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.MapRankTracker.GetUserLimitsAsync(new CancellationToken(true)));
        Assert.Empty(stub.Requests);
    }

    /// <summary>A body whose first byte never comes.</summary>
    private sealed class StalledContent : HttpContent
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => _started.Task;

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Stalled(_started));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private sealed class Stalled(TaskCompletionSource started) : ReadOnlyStream
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                started.TrySetResult();
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                return 0;
            }
        }
    }
}
