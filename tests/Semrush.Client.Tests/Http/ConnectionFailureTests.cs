using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Http;

public sealed class ConnectionFailureTests
{
    [Theory]
    [MemberData(nameof(Quotations))]
    public async Task Quotations_of_the_runtime_are_not_passed_on(string name, Exception quoting)
    {
        _ = name;
        using var client = The.Client(StubHandler.Failing(quoting));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("The response is not HTTP.", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Exception> Quotations => new()
    {
        { "a chunk", new HttpIOException(HttpRequestError.InvalidResponse, "Received an invalid chunk terminator: 'canary'") },
        { "a header", new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid header line: 'canary'") },
        { "within a failure", new HttpRequestException(HttpRequestError.Unknown, "Copying failed.", new HttpIOException(HttpRequestError.InvalidResponse, "'canary'")) },
    };

    [Fact]
    public async Task A_call_that_a_handler_cancels_is_a_connection_failure()
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
        ["refused"] = (new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)), "connection refused by api.semrush.com:443", false),
        ["not accepted"] = (new HttpRequestException(HttpRequestError.ConnectionError, "late", new SocketException((int)SocketError.TimedOut)), "api.semrush.com:443 accepted no connection within ConnectTimeout", false),
        ["no way"] = (new HttpRequestException(HttpRequestError.ConnectionError, "way", new SocketException((int)SocketError.NetworkUnreachable)), "no connection to api.semrush.com:443 could be made (NetworkUnreachable)", false),
        ["bad certificate"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("It is invalid: UntrustedRoot.")), "the TLS certificate of api.semrush.com:443 is not trusted. It is invalid: UntrustedRoot", true),
        ["handshake rejected"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("alert", new IOException("alert"))), "the TLS handshake with api.semrush.com:443 failed, or took longer than ConnectTimeout", false),
        ["handshake broken"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new IOException("unexpected end")), "the TLS handshake with api.semrush.com:443 failed, or took longer than ConnectTimeout", false),
        ["proxy wants a password"] = (new HttpRequestException(HttpRequestError.ProxyTunnelError, "'http://user:canary@proxy/' 407", statusCode: HttpStatusCode.ProxyAuthenticationRequired), "the proxy requires authentication (407)", true),
        ["proxy without a tunnel"] = (new HttpRequestException(HttpRequestError.ProxyTunnelError, "'http://user:canary@proxy/' 502", statusCode: HttpStatusCode.BadGateway), "the proxy opened no tunnel to api.semrush.com:443", false),
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
    public async Task A_connection_failure_states_whether_anything_was_sent(string name, Exception cause, bool neverSent, bool isLasting)
    {
        using var client = The.Client(StubHandler.Failing(cause));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((neverSent, false, !isLasting), (failure.NeverSent, failure.IsTimeout, failure.IsRetryable));
        Assert.Null(failure.StatusCode);
        Assert.Equal(0, failure.ResponseStatusCode);
        Assert.Equal("MapRankTracker.GetUserLimits", failure.Operation);
        Assert.Equal(
            $"Semrush did not respond to MapRankTracker.GetUserLimits: {(Causes.TryGetValue(name, out var known) ? known.Words : "the connection broke before the response was complete")}.",
            failure.Message);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        if (cause is not HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
            Assert.Same(cause, failure.InnerException);
    }

    [Fact]
    public async Task A_request_that_was_not_written_when_its_time_ran_out_was_never_sent()
    {
        var time = new FakeClock();
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
    public async Task A_response_that_is_not_HTTP_differs_from_a_broken_connection()
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

            Assert.Equal("Semrush did not respond to MapRankTracker.GetUserLimits: the response is not HTTP or cannot be unpacked.", failure.Message);
            Assert.False(failure.NeverSent);
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_write_is_retryable_only_if_it_never_reached_the_server(string name, Exception cause, bool neverSent, bool isLasting)
    {
        _ = name;
        using var client = The.Client(StubHandler.Failing(cause));

        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));
        var collected = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.CollectCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal(neverSent && !isLasting, deleted.IsRetryable);
        Assert.False(collected.IsRetryable);
    }

    [Fact]
    public async Task A_timeout_is_a_connection_failure_with_advice()
    {
        using var client = The.Client(StubHandler.Failing(new TaskCanceledException("late", new TimeoutException())));

        var read = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        var deleted = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, false, true), (read.IsTimeout, read.NeverSent, read.IsRetryable));
        Assert.False(deleted.IsRetryable);
        Assert.Equal(
            "Semrush did not respond to MapRankTracker.GetUserLimits within the time limit. "
                + "Raise SemrushClientOptions.AttemptTimeout or TotalTimeout if the operation needs longer.",
            read.Message);
    }

    public static TheoryData<Exception, bool, bool, string> Others => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError), true, false, "the name proxy.example of the proxy could not be resolved" },
        {
            new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)),
            true,
            false,
            "connection refused by proxy.example:8080"
        },
        {
            new HttpRequestException(HttpRequestError.ProxyTunnelError, statusCode: HttpStatusCode.ProxyAuthenticationRequired),
            true,
            false,
            "the proxy proxy.example:8080 requires authentication (407)"
        },
        { new HttpRequestException(HttpRequestError.ProxyTunnelError), true, false, "the proxy proxy.example:8080 opened no tunnel to api.semrush.com:443" },
        { new HttpRequestException(), true, false, "no connection to proxy.example:8080 could be made" },
        { new IOException(), false, false, "no connection to api.semrush.com:443 could be made" },
        { new InvalidOperationException(), false, false, "a handler of the application failed with System.InvalidOperationException" },
        { new InvalidOperationException(), false, true, "a handler of the application failed with System.InvalidOperationException" },
    };

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_names_the_proxy_or_the_handler_of_the_application(Exception cause, bool hasProxy, bool isSent, string words)
    {
        using var network = new SocketsHttpHandler { UseProxy = hasProxy, Proxy = hasProxy ? new WebProxy("http://me:canary@proxy.example:8080/") : null };
        using var http = new HttpClient(new Failing(cause, isSent) { InnerHandler = network });
        using var client = new SemrushClient(The.Options, http);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(($"Semrush did not respond to MapRankTracker.GetUserLimits: {words}.", !isSent), (failure.Message, failure.NeverSent));
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_retries_is_to_be_removed()
    {
        using var http = new HttpClient(new Twice { InnerHandler = StubHandler.Returning(_ => Response.Error(503)) });
        using var client = new SemrushClient(The.Options, http);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(
            "Semrush did not respond to MapRankTracker.GetUserLimits: a handler of the application tried to retry the request, which was prevented. "
                + "The first request may have reached Semrush. "
                + "The client retries by itself. Take the handler out, for example with RemoveAllResilienceHandlers(), or give the client an HttpClient without it.",
            failure.Message);
        Assert.False(failure.IsRetryable);
    }

    [Fact]
    public async Task A_timeout_of_a_flow_has_the_advice_of_its_setting()
    {
        var time = new FakeClock();
        using var http = new HttpClient(new Unwritten());
        using var flow = new AuthorizationCodeFlow(new() { ClientId = "id", ClientSecret = "secret", Timeout = TimeSpan.FromSeconds(7) }, http, time);

        var refresh = flow.RenewAsync(The.Tokens, The.Token);
        time.Advance(TimeSpan.FromSeconds(7));
        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => refresh);

        Assert.Equal(
            "Semrush did not respond to OAuth.CreateAccessToken within the time limit. Raise Timeout in the settings of the flow if the server needs longer.",
            failure.Message);
        Assert.Equal((1, true), (failure.Attempts, failure.IsTimeout));
    }

    [Fact]
    public async Task The_time_limit_includes_the_body()
    {
        var time = new FakeClock();
        using var body = new StalledContent();
        var http = new HttpClient(StubHandler.Returning(new HttpResponseMessage(HttpStatusCode.OK) { Content = body })) { Timeout = TimeSpan.FromMinutes(5) };
        using var client = new SemrushClient(The.Options.UseTimeProvider(time), http);

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        await body.Started.WaitAsync(The.Token);
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await Assert.ThrowsAsync<SemrushConnectionException>(() => call)).IsTimeout);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_OperationCanceledException()
    {
        using var cancellation = new CancellationTokenSource();
        using var body = new StalledContent();
        using var client = The.Client(StubHandler.Returning(new HttpResponseMessage(HttpStatusCode.OK) { Content = body }));

        var call = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: cancellation.Token);
        await body.Started.WaitAsync(The.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_sends_nothing()
    {
        var stub = StubHandler.Returning();
        using var client = The.Client(stub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: new CancellationToken(true)));
        Assert.Empty(stub.Requests);
    }

    /// <summary>Fails before or after the request is written.</summary>
    private sealed class Failing(Exception cause, bool isSent) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (isSent)
                await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            throw cause;
        }
    }

    /// <summary>Sends each request twice.</summary>
    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 1; attempt <= 2; attempt++)
                await request.Content!.CopyToAsync(Stream.Null, cancellationToken);

            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Waits for a connection that never comes.</summary>
    private sealed class Unwritten : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("The wait ended.");
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
