namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A call with a method and a retry class, such as <c>safe</c>: to an operation of a contract, or to an address that no contract has.</summary>
internal sealed class AnyOperation(HttpMethod method, string retry, string address = "/elsewhere")
{
    public static readonly AnyOperation Safe = new(HttpMethod.Get, "safe");
    public static readonly AnyOperation Rejected = new(HttpMethod.Post, "rejected");
    public static readonly AnyOperation Never = new(HttpMethod.Put, "never", $"/apis/v4/map-rank-tracker/v0/campaigns/{The.CampaignId}/collect");
    public static readonly AnyOperation Keyed = new(HttpMethod.Post, "keyed", "/apis/v4/hermes/v0/event");

    /// <summary>One of each retry class, in the order of the documentation.</summary>
    public static readonly AnyOperation[] Classes = [Safe, Rejected, Never, Keyed];

    /// <summary>Each method with each retry class that it has.</summary>
    public static readonly AnyOperation[] All =
    [
        .. Classes,
        new(HttpMethod.Head, "safe"),
        new(HttpMethod.Options, "safe"),
        new(HttpMethod.Post, "safe", "/apis/v4/app-center/v2/partner/viewer-status"),
        new(HttpMethod.Put, "rejected"),
        new(HttpMethod.Patch, "rejected"),
        new(HttpMethod.Delete, "rejected"),
    ];

    public string Retry => retry;

    /// <summary>Calls it with at most so many retries and no waits.</summary>
    /// <returns>The failure, and how many requests were sent.</returns>
    public async Task<(Exception? Failure, int Requests)> CallAsync(Func<HttpResponseMessage> respond, int retries = 2)
    {
        var stub = StubHandler.Returning(_ => respond());
        var options = RetriedCall.Options;
        options.Retry.MaxRetries = retries;
        using var client = RetriedCall.Client(stub, options);
        var failure = await Record.ExceptionAsync(() => client.SendAsync(method, address, cancellationToken: The.Token));
        if (failure is SemrushApiException known)
            Assert.Equal(stub.Requests.Count, known.Attempts);
        Assert.All(stub.Requests, request => Assert.Equal(method.Method, request.Method));
        return (failure, stub.Requests.Count);
    }

    public override string ToString() => $"{method} {retry}";
}
