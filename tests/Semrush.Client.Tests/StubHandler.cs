using System.Collections.Concurrent;

namespace Semrush.Client.Tests;

/// <summary>A server without a network: keeps every request as text and returns the responses of the test.</summary>
internal sealed class StubHandler(Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> respond) : HttpMessageHandler
{
    private readonly ConcurrentQueue<SentRequest> _requests = new();

    public IReadOnlyList<SentRequest> Requests => [.. _requests];

    public SentRequest Request => Assert.Single(_requests);

    public bool IsDisposed { get; private set; }

    /// <summary>Returns these responses in turn, and fails the test on a request beyond them.</summary>
    public static StubHandler Returning(params HttpResponseMessage[] responses)
    {
        var left = new ConcurrentQueue<HttpResponseMessage>(responses);
        return new((request, _) => Task.FromResult(left.TryDequeue(out var next)
            ? next
            : throw new InvalidOperationException($"The test expected no such request: {request}")));
    }

    public static StubHandler Returning(Func<SentRequest, HttpResponseMessage> respond) => new((request, _) => Task.FromResult(respond(request)));

    public static StubHandler Failing(Exception exception) => new((_, _) => Task.FromException<HttpResponseMessage>(exception));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!.AbsoluteUri,
            request.Headers.ToString(),
            request.Content?.Headers.ContentType?.ToString(),
            request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken));
        _requests.Enqueue(sent);
        return await respond(sent, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}

/// <summary>A request as it would have gone out.</summary>
internal sealed record SentRequest(string Method, string Address, string Headers, string? ContentType, string? Body)
{
    public string Query => new Uri(Address).Query;

    public IEnumerable<string> Header(string name) => Headers.Split('\n', StringSplitOptions.TrimEntries)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim());
}
