using System.Text;

namespace Semrush.Client.Tests.Authentication.Device;

/// <summary>What a poll is answered with by a gateway, a portal or a proxy counts like a timeout; what the token endpoint says counts, however it is written.</summary>
public sealed class ForeignPollTests
{
    private static readonly string[] Bodies =
    [
        "", Response.Html, "\ufeff" + Response.Html, "Check the 'client_id' parameter", "{}", "[]", "null", "5", "\"access_token\"", "{\"error\":null}", "{\"error\":5}", "{\"error\":{}}",
        """{"message":"Forbidden"}""", """{"error":"Not Found"}""", """{"detail":"Not authenticated"}""", """{"access_token":null}""", """{"access_token":""}""", """{"access_token":["a"]}""",
        """{"error":"authorization_pen""", """{"meta":{"success":false,"status_code":401},"error":{"code":401,"message":"Unauthorized"}}""",
    ];

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(407)]
    [InlineData(511)]
    public async Task A_page_that_is_not_of_the_token_endpoint_counts_like_a_timeout(int status)
    {
        // Each page is followed by a pending poll, so that the doubled wait is seen, and then the one of the server again.
        // With 400, any code is one of the token endpoint.
        string[] bodies = status == 400 ? Bodies : [.. Bodies, """{"error":"unauthorized"}""", """{"error":"not_found"}"""];
        var polls = bodies.SelectMany(body => new[] { Gives(body, "", status, "text/html"), DeviceServer.Pending });
        var server = new DeviceServer(
            DeviceServer.Documented.Replace("\"expires_in\":300", "\"expires_in\":3000", StringComparison.Ordinal), [.. polls, DeviceServer.Tokens]);

        Assert.Equal(Canary.AccessToken, (await server.RunAsync()).AccessToken);

        var waits = server.PolledAt.Prepend(0).Zip(server.PolledAt, (last, next) => next - last);
        Assert.Equal([5, .. bodies.SelectMany(_ => new double[] { 10, 5 })], waits);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Where_nothing_else_comes_the_sign_in_ends_with_the_code(int status)
    {
        var server = new DeviceServer(DeviceServer.Gives(() => Response.With(Response.Html, status, "text/html")));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(server.RunAsync);

        Assert.Equal("expired_token", failure.ErrorCode);
        Assert.Equal([5, 15, 35, 75, 155], server.PolledAt);
        Assert.Equal(Clock.Beginning.AddSeconds(300), server.Time.GetUtcNow());
    }

    /// <summary>An error in forms that servers are known to write, with its code left open.</summary>
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
