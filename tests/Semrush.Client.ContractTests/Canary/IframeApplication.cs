using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.AspNetCore;
using Semrush.Client.Authentication;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>An application that Semrush shows in an iframe.</summary>
internal static class IframeApplication
{
    public static async Task VisitAsync(Recording run, IframeTokenOptions options, string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // The host's own line about a request has the address that it came for; the README of the package says so.
        builder.Logging.ClearProviders().AddProvider(run.Log).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.AddAuthorization().AddAuthentication(SemrushIframeDefaults.AuthenticationScheme)
            .AddSemrushIframe(iframe => (iframe.Token.AppId, iframe.Token.AppSecret) = (options.AppId, options.AppSecret));
        await using var app = builder.Build();
        app.UseSemrushFrameAncestors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", () => "here").RequireAuthorization();
        await app.StartAsync();
        using var http = Loopback.CreateClient();
        (await http.GetAsync($"{app.Urls.Single()}/?jwt={token}")).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
        request.Headers.TryAddWithoutValidation("jwt", token);
        (await http.SendAsync(request)).Dispose();
    }
}
