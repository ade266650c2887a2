using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Semrush.Client.AspNetCore.Tests;

public sealed class FrameAncestorsTests
{
    private const string Policy = "frame-ancestors https://*.semrush.com;";

    [Fact]
    public async Task Every_response_lets_Semrush_alone_show_the_app()
    {
        await using var app = await AnApplication.StartAsync();

        Assert.All(
            [await app.SendAsync($"/?jwt={The.Jwt}"), await app.SendAsync("/"), await app.SendAsync("/nowhere")],
            result => Assert.Equal([Policy], result.Answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_policy_of_the_application_stays_beside_it()
    {
        await using var app = await AnApplication.StartAsync(endpoints: app => app.MapGet("/own", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = "default-src 'self'";
            return "";
        }));

        var (_, _, answer) = await app.SendAsync("/own");

        Assert.Equal(["default-src 'self'", Policy], answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public void An_application_is_needed()
        => Assert.Throws<ArgumentNullException>("app", () => SemrushFrameAncestorsExtensions.UseSemrushFrameAncestors(null!));
}
