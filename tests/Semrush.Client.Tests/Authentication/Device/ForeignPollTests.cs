using System.Text;
using Semrush.Client.Http;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>What a poll is answered with by a gateway, a portal or a proxy counts like a timeout; what the token endpoint says counts, however it is written.</summary>
public sealed class ForeignPollTests
{
    private static readonly int[] Statuses = [200, 201, 202, 204, 301, 302, 307, 400, 401, 403, 404, 405, 407, 410, 418, 422, 451, 511];

    private static readonly string[] Bodies =
    [
        "", Answer.Html, "\ufeff" + Answer.Html, "Check the 'client_id' parameter", "{}", "[]", "null", "5", "\"access_token\"", "{\"error\":null}", "{\"error\":5}", "{\"error\":{}}",
        """{"message":"Forbidden"}""", """{"error":"Not Found"}""", """{"detail":"Not authenticated"}""", """{"access_token":null}""", """{"access_token":""}""", """{"access_token":["a"]}""",
        """{"error":"authorization_pen""", """{"meta":{"success":false,"status_code":401},"error":{"code":401,"message":"Unauthorized"}}""",
    ];

    public static TheoryData<int, string> Foreign
    {
        get
        {
            var cells = new TheoryData<int, string>();
            foreach (var status in Statuses)
                foreach (var body in Bodies)
                    cells.Add(status, body);
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public async Task A_page_that_is_not_of_the_token_endpoint_counts_like_a_timeout(int status, string body)
    {
        var foreign = DeviceServer.Gives(() => Answer.With(body, status, "text/html"));
        var server = new DeviceServer(foreign, foreign, DeviceServer.Pending, DeviceServer.Tokens);

        Assert.Equal(Canary.AccessToken, (await server.RunAsync()).AccessToken);

        Assert.Equal([5, 5 + 10, 15 + 20, 35 + 5], server.PolledAt);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Where_nothing_else_comes_the_sign_in_ends_with_the_code(int status)
    {
        var server = new DeviceServer(DeviceServer.Gives(() => Answer.With(Answer.Html, status, "text/html")));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal("expired_token", failure.ErrorCode);
        Assert.Equal([5, 15, 35, 75, 155], server.PolledAt);
        Assert.Equal(Clock.Beginning.AddSeconds(300), server.Time.GetUtcNow());
    }

    public static TheoryData<string, int, string> Written
    {
        get
        {
            var cells = new TheoryData<string, int, string>();
            foreach (var status in (int[])[200, 400, 401, 403])
            {
                cells.Add("""{"error":"CODE"}""", status, "application/json");
                cells.Add("""{"error":"CODE"}""", status, "text/html");
                cells.Add("\ufeff{\"error\":\"CODE\"}", status, "application/json");
                cells.Add(" \r\n{\"error\" : \"CODE\" } ", status, "text/plain");
                cells.Add("""{"error":"CODE","error_description":["a","b"],"error_uri":5}""", status, "application/json");
                cells.Add("""{"error":"CODE","error_description":{"en":"a"}}""", status, "application/json");
                cells.Add("""{"error":"CODE","error_description":"\ud83d"}""", status, "application/json");
                cells.Add("""{"status":400,"error":"CODE","extra":{"a":[1,{"b":null}]}}""", status, "application/json");
                cells.Add("""{"error":"CODE","interval":null}""", status, "application/json");
                cells.Add("""{"error":"CODE","interval":[5]}""", status, "application/json");
                cells.Add("""{"error":"CODE","access_token":null,"expires_in":"soon"}""", status, "application/json");
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Written), DisableDiscoveryEnumeration = true)]
    public async Task A_pending_poll_is_pending_however_it_is_written(string body, int status, string contentType)
    {
        var server = new DeviceServer(Gives(body, "authorization_pending", status, contentType), DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 10, 15], server.PolledAt);
    }

    [Theory]
    [MemberData(nameof(Written), DisableDiscoveryEnumeration = true)]
    public async Task A_slow_down_slows_down_however_it_is_written(string body, int status, string contentType)
    {
        var server = new DeviceServer(Gives(body, "slow_down", status, contentType), DeviceServer.Pending, DeviceServer.Tokens);

        await server.RunAsync();

        Assert.Equal([5, 15, 25], server.PolledAt);
    }

    [Theory]
    [MemberData(nameof(Written), DisableDiscoveryEnumeration = true)]
    public async Task A_denial_ends_the_sign_in_however_it_is_written(string body, int status, string contentType)
    {
        var server = new DeviceServer(Gives(body, "access_denied", status, contentType));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal(("access_denied", status), (failure.ErrorCode, (int)failure.StatusCode!));
        Assert.Equal([5], server.PolledAt);
    }

    // As bytes: a string with a mark at its beginning would be written without it.
    private static Func<CancellationToken, Task<HttpResponseMessage>> Gives(string body, string code, int status, string contentType) => DeviceServer.Gives(() =>
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("CODE", code, StringComparison.Ordinal)));
        content.Headers.ContentType = new(contentType);
        return new((System.Net.HttpStatusCode)status) { Content = content };
    });
}
