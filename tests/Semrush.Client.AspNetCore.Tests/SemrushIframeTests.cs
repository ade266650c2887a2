using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Semrush.Client.AspNetCore.Tests;

public sealed class SemrushIframeTests
{
    [Fact]
    public async Task Token_in_the_address_opens_the_iframe()
    {
        await using var app = await TestApplication.StartAsync();

        var (status, body, _) = await app.SendAsync($"/?jwt={The.Jwt}");

        Assert.Equal((200, "5972411 en"), (status, body));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Token_in_a_header_authenticates_a_call(string method)
    {
        await using var app = await TestApplication.StartAsync();

        var (status, body, _) = await app.SendAsync("/", new(method), The.Jwt);

        Assert.Equal((200, "5972411 en"), (status, body));
    }

    [Fact]
    public async Task Token_in_the_address_of_a_POST_is_rejected()
    {
        await using var app = await TestApplication.StartAsync();

        Assert.Equal(403, (await app.SendAsync($"/?jwt={The.Jwt}", HttpMethod.Post)).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?jwt=")]
    [InlineData("/?jwt=x")]
    [InlineData("/?jwt=a.b.c")]
    [InlineData("/?token=a.b.c")]
    public async Task Request_without_a_readable_token_gets_403(string path)
    {
        await using var app = await TestApplication.StartAsync();

        var (status, body, response) = await app.SendAsync(path);

        Assert.Equal((403, ""), (status, body));
        Assert.Empty(response.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Forged_expired_or_foreign_token_gets_403()
    {
        await using var app = await TestApplication.StartAsync();

        foreach (var token in (string[])[The.Token(secret: The.Secret + "x"), The.Token(lifetime: 0), The.Token(appId: The.OtherAppId), The.Jwt + "A", new('x', 20_000)])
            Assert.Equal(403, (await app.SendAsync("/", null, token)).Status);
    }

    [Fact]
    public async Task Two_tokens_get_403()
    {
        await using var app = await TestApplication.StartAsync();

        Assert.Equal(403, (await app.SendAsync($"/?jwt={The.Jwt}&jwt={The.Jwt}")).Status);
        Assert.Equal(403, (await app.SendAsync("/", null, The.Jwt, The.Jwt)).Status);
    }

    [Fact]
    public async Task Header_takes_precedence_over_the_address()
    {
        await using var app = await TestApplication.StartAsync();

        Assert.Equal(200, (await app.SendAsync("/?jwt=stale", null, The.Jwt)).Status);
        Assert.Equal(403, (await app.SendAsync($"/?jwt={The.Jwt}", null, "stale")).Status);
    }

    [Fact]
    public async Task Open_page_has_a_viewer_only_with_a_valid_token()
    {
        await using var app = await TestApplication.StartAsync();

        Assert.Equal("5972411", (await app.SendAsync($"/open?jwt={The.Jwt}")).Body);
        Assert.Equal("none", (await app.SendAsync("/open")).Body);
        Assert.Equal("none", (await app.SendAsync($"/open?jwt={The.Token(secret: The.Secret + "x")}")).Body);
    }

    [Fact]
    public async Task Ticket_expires_with_the_token_and_names_its_scheme()
    {
        await using var app = await TestApplication.StartAsync(endpoints: app => app.MapGet("/ticket", async (HttpContext context) =>
        {
            var ticket = (await context.AuthenticateAsync()).Ticket!;
            return $"{ticket.Properties.ExpiresUtc:u} {ticket.AuthenticationScheme} {ticket.Principal.Identity!.AuthenticationType} {ticket.Principal.Claims.Single().Issuer}";
        }));

        Assert.Equal("2026-09-07 12:05:00Z SemrushIframe SemrushIframe SemrushIframe", (await app.SendAsync($"/ticket?jwt={The.Jwt}")).Body);
    }

    [Fact]
    public async Task Two_apps_have_a_scheme_each()
    {
        await using var app = await TestApplication.StartAsync(
            builder => builder
                .AddSemrushIframe(options => (options.Token.AppId, options.Token.AppSecret) = (The.AppId, The.Secret))
                .AddSemrushIframe(options => (options.Token.AppId, options.Token.AppSecret) = (The.OtherAppId, The.Secret + "2"), "other"),
            app => app.MapGet("/other", () => "other").RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "other" }));
        var other = The.Token(The.OtherAppId, The.Secret + "2");

        Assert.Equal(200, (await app.SendAsync($"/?jwt={The.Jwt}")).Status);
        Assert.Equal(403, (await app.SendAsync($"/?jwt={other}")).Status);
        Assert.Equal(200, (await app.SendAsync($"/other?jwt={other}")).Status);
        Assert.Equal(403, (await app.SendAsync($"/other?jwt={The.Jwt}")).Status);
    }

    [Fact]
    public async Task No_log_contains_the_secret_or_a_token()
    {
        await using var app = await TestApplication.StartAsync();
        var forged = The.Token(secret: The.Secret + "x");

        await app.SendAsync($"/?jwt={The.Jwt}");
        await app.SendAsync($"/?jwt={forged}");
        await app.SendAsync("/", HttpMethod.Post, The.Jwt);
        await app.SendAsync("/", HttpMethod.Post, forged);

        Assert.Contains("The signature of the token is wrong", app.Log, StringComparison.Ordinal);
        Assert.All([The.Secret, The.Jwt, forged, The.Jwt.Split('.')[2], forged.Split('.')[2]], secret => Assert.DoesNotContain(secret, app.Log, StringComparison.Ordinal));
    }
}
