using System.Text;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>An event contains an identifier by which the server recognizes a retry.</summary>
public sealed class KeyedTests
{
    [Fact]
    public async Task An_event_is_sent_4_times_with_the_same_id_and_the_same_bytes()
    {
        var sent = new List<byte[]>();
        var attempts = 0;
        using var recorder = new Recorder(sent, new StubHandler((_, _) => ++attempts switch
        {
            1 => throw new IOException("The connection broke."),
            2 => throw new TaskCanceledException("late", new TimeoutException()),
            3 => Task.FromResult(Response.Error(504)),
            _ => Task.FromResult(Response.Data("{}")),
        }));
        using var http = new HttpClient(recorder);
        using var client = new SemrushClient(RetriedCall.Options, http);
        var id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");

        await client.AppCenter.SendEventAsync(new() { Id = id, Type = "greeting", UserId = 7, Data = """{"name":"Žofie \u0001"}"""u8.ToArray() }, cancellationToken: The.Token);

        Assert.Equal(4, sent.Count);
        Assert.All(sent, body => Assert.Equal(sent[0], body));
        Assert.Contains(id.ToString(), Encoding.UTF8.GetString(sent[0]), StringComparison.Ordinal);
    }

    private sealed class Recorder(List<byte[]> sent, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
