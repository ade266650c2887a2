using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Semrush.Client.AspNetCore.Tests;

public sealed class FrameAncestorsTests
{
    private const string Policy = "frame-ancestors https://*.semrush.com;";

    [Fact]
    public async Task Every_response_lets_only_Semrush_show_the_app()
    {
        await using var app = await TestApplication.StartAsync();

        Assert.All(
            [await app.SendAsync($"/?jwt={The.Jwt}"), await app.SendAsync("/"), await app.SendAsync("/nowhere")],
            result => Assert.Equal([Policy], result.Response.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task Policy_of_the_application_is_kept()
    {
        await using var app = await TestApplication.StartAsync(endpoints: app => app.MapGet("/own", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = "default-src 'self'";
            return "";
        }));

        var (_, _, result) = await app.SendAsync("/own");

        Assert.Equal(["default-src 'self'", Policy], result.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public void Application_is_required()
        => Assert.Throws<ArgumentNullException>("app", () => SemrushFrameAncestorsExtensions.UseSemrushFrameAncestors(null!));
}
