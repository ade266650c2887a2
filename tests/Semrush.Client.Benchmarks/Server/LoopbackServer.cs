using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks.Server;

/// <summary>Kestrel with one answer for every request. It ends with its standard input, so that it never outlives who started it.</summary>
internal static class LoopbackServer
{
    public static async Task RunAsync(int points)
    {
        var body = HeatmapBody.Of(points);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        await using (application.ConfigureAwait(false))
        {
            application.Run(context => AnswerAsync(context.Response, body));
            await application.StartAsync().ConfigureAwait(false);
            Console.WriteLine(application.Urls.Single());
            await Console.In.ReadToEndAsync().ConfigureAwait(false);
        }
    }

    private static Task AnswerAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
