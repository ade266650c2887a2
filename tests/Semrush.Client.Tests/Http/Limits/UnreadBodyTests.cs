using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>A request is under way until its response has been read to the end, not only until its headers are there.</summary>
public sealed class UnreadBodyTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Payloads.Text("map-rank-tracker.get-user-limits"));

    // A write is over when all of it has been read.
    private readonly Pipe _pipe = new(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1));

    [Fact]
    public async Task The_place_of_a_call_is_free_when_its_body_has_been_read_to_the_end()
    {
        using var content = new StreamContent(_pipe.Reader.AsStream()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var stub = StubHandler.Returning(new HttpResponseMessage(HttpStatusCode.OK) { Content = content }, Response.Payload("map-rank-tracker.get-user-limits"));
        var options = The.Limited;
        (options.ApiKey, options.RateLimit.ConcurrentRequests) = (Guid.NewGuid().ToString(), 1);
        using var client = The.Client(stub, options);

        var first = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        var second = client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        await _pipe.Writer.WriteAsync(Body.AsMemory(..^1), The.Token);

        // The headers and nearly all of the body were read.
        Assert.Single(stub.Requests);
        Assert.False(second.IsCompleted);

        await _pipe.Writer.WriteAsync(Body.AsMemory(^1..), The.Token);
        await _pipe.Writer.CompleteAsync();
        await Task.WhenAll(first, second);
        Assert.Equal(2, stub.Requests.Count);
    }
}
