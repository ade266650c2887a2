using System.Net;
using System.Text;

namespace Semrush.Client.OldProgram;

/// <summary>Gives every request the same campaign, page and heatmap.</summary>
internal sealed class Server : HttpMessageHandler
{
    private const string Body = """{"meta":{"success":true},"data":{"id":"c","name":"Mine","status":"COLLECTED","content":[{"id":"c"}],"last":true,"positions":[]}}""";

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => Task.FromResult(new HttpResponseMessage(Status) { Content = new StringContent(Body, Encoding.UTF8, "application/json") });
}
