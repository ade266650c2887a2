using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.Tests.Http;

public sealed class ConnectionFailureTests
{
    [Fact]
    public async Task An_answer_that_is_no_HTTP_is_told_from_a_connection_that_broke()
    {
        using var client = The.Client(StubHandler.Failing(new HttpRequestException(HttpRequestError.InvalidResponse)));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Contains("what came back cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Quotations))]
    public async Task What_the_runtime_quotes_of_an_answer_is_not_passed_on(string name, Exception quoting)
    {
        _ = name;
        using var client = The.Client(StubHandler.Failing(quoting));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

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

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((false, false, true), (failure.IsTimeout, failure.NeverSent, failure.IsRetryable));
    }

    // What it is called, and whether something has to be changed before the next attempt can succeed.
    private static readonly Dictionary<string, (Exception Exception, string Words, bool IsLasting)> Causes = new()
    {
        ["no such name"] = (new HttpRequestException(HttpRequestError.NameResolutionError, "dns", new SocketException((int)SocketError.HostNotFound)), "the name api.semrush.com could not be resolved", false),
        ["no name server"] = (new HttpRequestException(HttpRequestError.ConnectionError, "dns", new SocketException((int)SocketError.TryAgain)), "the name api.semrush.com could not be resolved", false),
        ["refused"] = (new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)), "api.semrush.com:443 refused the connection", false),
        ["not accepted"] = (new HttpRequestException(HttpRequestError.ConnectionError, "late", new SocketException((int)SocketError.TimedOut)), "api.semrush.com:443 accepted no connection within ConnectTimeout", false),
        ["no way"] = (new HttpRequestException(HttpRequestError.ConnectionError, "way", new SocketException((int)SocketError.NetworkUnreachable)), "no connection to api.semrush.com:443 could be made (NetworkUnreachable)", false),
        ["bad certificate"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("It is invalid: UntrustedRoot.")), "the TLS certificate of api.semrush.com:443 is not trusted. It is invalid: UntrustedRoot", true),
        ["handshake refused"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("alert", new IOException("alert"))), "the TLS handshake with api.semrush.com:443 failed, or took longer than ConnectTimeout", false),
        ["handshake broken"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new IOException("unexpected end")), "the TLS handshake with api.semrush.com:443 failed, or took longer than ConnectTimeout", false),
        ["proxy wants a password"] = (new HttpRequestException(HttpRequestError.ProxyTunnelError, "'http://user:canary@proxy/' 407", statusCode: HttpStatusCode.ProxyAuthenticationRequired), "the proxy requires authentication (407)", true),
        ["proxy refused"] = (new HttpRequestException(HttpRequestError.ProxyTunnelError, "'http://user:canary@proxy/' 502", statusCode: HttpStatusCode.BadGateway), "the proxy opened no tunnel to api.semrush.com:443", false),
    };

    private static readonly Dictionary<string, Exception> Broken = new()
    {
        ["reset while sending"] = new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("reset")),
        ["closed early"] = new HttpRequestException(HttpRequestError.ResponseEnded, "ended", new HttpIOException(HttpRequestError.ResponseEnded, "ended")),
        ["connection error of an open connection"] = new HttpRequestException(HttpRequestError.ConnectionError, "reset"),
        ["body broke off"] = new IOException("broke off"),
    };

    public static TheoryData<string, Exception, bool, bool> Breaks =>
    [
        .. Causes.Select(cause => new TheoryDataRow<string, Exception, bool, bool>(cause.Key, cause.Value.Exception, true, cause.Value.IsLasting)),
        .. Broken.Select(cause => new TheoryDataRow<string, Exception, bool, bool>(cause.Key, cause.Value, false, false)),
    ];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task No_response_is_a_connection_failure_that_knows_whether_anything_was_sent(string name, Exception cause, bool neverSent, bool isLasting)
    {
        using var client = The.Client(StubHandler.Failing(cause));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((neverSent, false, !isLasting), (failure.NeverSent, failure.IsTimeout, failure.IsRetryable));
        Assert.Null(failure.StatusCode);
        Assert.Equal(0, failure.ResponseStatusCode);
        Assert.Equal("MapRankTracker.GetUserLimits", failure.Operation);
        Assert.Equal(
            $"Semrush did not answer MapRankTracker.GetUserLimits: {(Causes.TryGetValue(name, out var known) ? known.Words : "the connection broke before the answer was complete")}.",
            failure.Message);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        if (cause is not HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
            Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public async Task A_request_that_was_not_written_when_its_time_ran_out_was_never_sent()
    {
        var time = new FakeTimeProvider();
        using var http = new HttpClient(new Unwritten());
        var options = The.Options.UseTimeProvider(time);
        options.AttemptTimeout = TimeSpan.FromSeconds(7);
        using var client = new SemrushClient(options, http);

        var call = client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
        time.Advance(TimeSpan.FromSeconds(7));
        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => call);

        Assert.Equal((true, true, true), (failure.IsTimeout, failure.NeverSent, failure.IsRetryable));
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

            var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

            Assert.Equal("Semrush did not answer MapRankTracker.GetUserLimits: what came back cannot be read.", failure.Message);
            Assert.False(failure.NeverSent);
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Only_what_never_reached_the_server_may_be_retried_unless_it_spends(string name, Exception cause, bool neverSent, bool isLasting)
    {
        _ = name;
        using var client = The.Client(StubHandler.Failing(cause));

        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));
        var collected = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal(neverSent && !isLasting, deleted.IsRetryable);
        Assert.False(collected.IsRetryable);
    }

    [Fact]
    public async Task The_time_limit_is_a_connection_failure_that_says_so()
    {
        using var client = The.Client(StubHandler.Failing(new TaskCanceledException("late", new TimeoutException())));

        var read = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, false, true), (read.IsTimeout, read.NeverSent, read.IsRetryable));
        Assert.False(deleted.IsRetryable);
        Assert.Equal(
            "Semrush did not answer MapRankTracker.GetUserLimits within the time limit. "
                + "Raise SemrushClientOptions.AttemptTimeout or TotalTimeout if the operation needs longer.",
            read.Message);
    }

    [Fact]
    public void A_wait_for_the_rate_limit_that_is_too_long_is_a_timeout_and_nothing_was_sent()
    {
        var failure = SemrushConnectionException.WaitedTooLong(MapRankTrackerClient.GetUserLimitsOperation, TimeSpan.FromSeconds(1.5), new TimeoutException());

        Assert.Equal((true, true, false), (failure.IsTimeout, failure.NeverSent, failure.IsRetryable));
    }

    [Fact]
    public async Task The_time_limit_includes_the_body()
    {
        var time = new FakeTimeProvider();
        using var body = new StalledContent();
        var http = new HttpClient(StubHandler.Answering(new HttpResponseMessage(HttpStatusCode.OK) { Content = body })) { Timeout = TimeSpan.FromMinutes(5) };
        using var client = new SemrushClient(The.Options.UseTimeProvider(time), http);

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
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

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: cancellation.Token);
        await body.Started.WaitAsync(The.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_sends_nothing()
    {
        var stub = StubHandler.Answering();
        using var client = The.Client(stub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: new CancellationToken(true)));
        Assert.Empty(stub.Requests);
    }

    /// <summary>Waits for a connection that never comes.</summary>
    private sealed class Unwritten : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("It waited for ever.");
        }
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
