using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>An operation of any method and any retry class, as no contract has them all.</summary>
internal sealed class AnyOperation(HttpMethod method, RetryClass retry)
{
    public static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete];

    /// <summary>Each method with each retry class.</summary>
    public static IEnumerable<AnyOperation> All => Methods.SelectMany(_ => Enum.GetValues<RetryClass>(), (method, retry) => new AnyOperation(method, retry));

    public RetryClass Retry => retry;

    /// <summary>Calls it through the whole client, with 2 repetitions at most and no waits.</summary>
    /// <returns>What it failed with, and how many requests were sent.</returns>
    public async Task<(Exception? Failure, int Requests)> CallAsync(Func<HttpResponseMessage> answer)
    {
        var stub = StubHandler.Answering(_ => answer());
        using var http = new HttpClient(stub);
        var failure = await Record.ExceptionAsync(() => SendAsync(http));
        if (failure is SemrushApiException known)
            Assert.Equal(stub.Requests.Count, known.Attempts);
        Assert.All(stub.Requests, request => Assert.Equal(method.Method, request.Method));
        return (failure, stub.Requests.Count);
    }

    public override string ToString() => $"{method} {retry}";

    private Task SendAsync(HttpClient http)
    {
        var settings = new RetrySettings { MaxRetries = 2, MaxRetryAfter = TimeSpan.FromMinutes(2), AttemptTimeout = Timeout.InfiniteTimeSpan, TimeoutAdvice = "" };
        var transport = TransportFactory.Create(
            http, new AnonymousAuthenticationProvider(), null, settings, new(null), TimeProvider.System, new CallLog(NullLogger.Instance), new ClientLifetime());
        return transport.SendAsync(new ApiCall(new("Any.Operation", method, retry), "https://api.semrush.com", $"any"), null, The.Token);
    }
}
