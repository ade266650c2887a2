using System.Text.Json;
using Semrush.Client.ContractTests.Authorization;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>A server that echoes every secret of a request, in several forms and encodings.</summary>
internal sealed class EchoServer : IDisposable
{
    public static readonly int[] Statuses = [200, 400, 401, 403, 422, 500];

    public static readonly string[] Shapes = ["oauth", "envelope", "text", "html", "long"];

    private readonly WireMockServer _server;
    private readonly int _status;
    private readonly string _shape;
    private readonly string _deviceCode;

    public EchoServer(int status, string shape, Secrets secrets)
    {
        (_status, _shape) = (status, shape);
        _deviceCode = secrets.Add("device code", Credentials.New("device"));
        _server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = ["http://127.0.0.1:0"],
            DisableJsonBodyParsing = true,
            DisableDeserializeFormUrlEncoded = true,
        });
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(Respond));
    }

    public Uri Address => new(_server.Urls[0]);

    public WireMockServer Server => _server;

    /// <summary>The address that a page of this server redirects a browser to.</summary>
    public static Uri Callback(Uri page)
    {
        var redirect = new Uri(page, Query.Of(page, "redirect_uri") ?? Scene.AhrefsRedirect);
        var code = Uri.EscapeDataString(Credentials.New("code"));
        return new UriBuilder(redirect) { Query = $"code={code}&state={Uri.EscapeDataString(Query.Of(page, "state") ?? "")}" }.Uri;
    }

    public void Dispose()
    {
        _server.Stop();
        _server.Dispose();
    }

    private ResponseMessage Respond(IRequestMessage request)
    {
        if (request.Path.EndsWith("device/code", StringComparison.Ordinal))
            return With(200, JsonSerializer.Serialize(new { device_code = _deviceCode, user_code = "ABCD-EFGH", verification_uri = "https://semrush.com/device", expires_in = 300, interval = 1 }), "x");
        var header = request.Headers?.TryGetValue("Authorization", out var values) is true ? values.FirstOrDefault() ?? "" : "";
        var body = request.Body ?? "";
        var plain = $"{header} {Uri.UnescapeDataString(body)}";
        return With(_status, Body($"{plain} {body} {Uri.EscapeDataString(plain)} {Secrets.Lower(Uri.EscapeDataString(plain))}"), plain);
    }

    private string Body(string said) => _shape switch
    {
        "oauth" => JsonSerializer.Serialize(new { error = "invalid_request", error_description = said, requestId = said, code = said, access_token = (string?)null }),
        "envelope" => JsonSerializer.Serialize(new
        {
            meta = new { success = false, status_code = _status, request_id = said },
            error = new { code = said, message = said, description = said, details = new[] { new { field = said, description = said, fieldViolations = new[] { new { field = said, description = said } } } } },
        }),
        "text" => said,
        "html" => $"<html><body>{System.Net.WebUtility.HtmlEncode(said)}</body></html>",
        // A secret at every place where a limit may cut.
        _ => string.Concat(Enumerable.Repeat($"{said} ", 1 + (70_000 / Math.Max(1, said.Length)))),
    };

    private static ResponseMessage With(int status, string body, string header) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, WireMockList<string>>
        {
            ["Content-Type"] = new(body.StartsWith('{') ? "application/json" : "text/html"),
            ["X-Echo"] = new(Uri.EscapeDataString(header)),
            ["WWW-Authenticate"] = new($"Bearer error=\"{Uri.EscapeDataString(header)}\""),
        },
        BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = body },
    };
}
