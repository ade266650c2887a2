using System.Net;
using System.Text;

namespace Semrush.Client.AotSmoke;

/// <summary>Answers in memory, so that the smoke test needs neither a server nor reflection.</summary>
internal sealed class CannedServer : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        var (status, body) = path switch
        {
            _ when path.EndsWith("/jwt-token/", StringComparison.Ordinal) => (200, """{"jwt":"smoke-bearer"}"""),
            _ when request.Method == HttpMethod.Post => (200, Data("""{"id":"c1","status":"COLLECTING","points":[{"coordinates":{"lat":1.5,"lng":2.5}}]}""")),
            _ when path.Contains("/metrics", StringComparison.Ordinal) => (200, Data("""{"average_positions":{"2024-06-13T14:20:10.66Z":1.75},"share_of_voices":{}}""")),
            _ when path.Contains("page=0", StringComparison.Ordinal) => (200, Data("""{"content":[{"id":"1","name":"first"}],"last":false,"number":0}""")),
            _ when path.Contains("page=1", StringComparison.Ordinal) => (200, Data("""{"content":[{"id":"2","name":"second"}],"last":true,"number":1}""")),
            _ => (400, """{"meta":{"success":false},"error":{"code":120200,"message":"This was bad","details":[{"message":{"field_violations":[{"field":"user_id","description":"must be a number"}]}}]}}"""),
        };
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }

    private static string Data(string data) => $$"""{"meta":{"success":true,"status_code":200,"request_id":"r1"},"data":{{data}}}""";
}
