using System.Net;
using System.Text;

namespace Semrush.Client.Tests;

/// <summary>Responses of a server.</summary>
internal static class Response
{
    public const string Html = "<html><body><h1>It is down</h1></body></html>";

    public static HttpResponseMessage Json(string body, int status = 200) => With(body, status, "application/json");

    public static HttpResponseMessage With(string body, int status, string contentType = "text/plain") => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, contentType),
    };

    public static HttpResponseMessage Payload(string name, int status = 200) => Json(Payloads.Text(name), status);

    public static HttpResponseMessage Data(string data) => Json($$"""{"meta":{"success":true,"status_code":200,"request_id":"r"},"data":{{data}}}""");

    public static HttpResponseMessage Empty(int status) => new((HttpStatusCode)status) { Content = new ByteArrayContent([]) };

    /// <summary>A v4 error with the given <c>error</c>.</summary>
    public static HttpResponseMessage Error(int status, string error = "{}") => Json($$"""{"meta":{"success":false},"error":{{error}}}""", status);

    public static HttpResponseMessage WithHeader(this HttpResponseMessage response, string name, string value)
    {
        Assert.True(response.Headers.TryAddWithoutValidation(name, value));
        return response;
    }
}
