using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks.Server;

/// <summary>A <see cref="LoopbackServer"/> in another process, so that its bytes are not counted.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Command = "serve";

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ServerProcess> StartAsync(int points)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, Command, points.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        var address = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        return new(process, new(address ?? throw new InvalidOperationException("The server did not print its address.")));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>Kestrel with one response for every request. It ends with its standard input, so that it does not outlive the process that started it.</summary>
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
            application.Run(context => RespondAsync(context.Response, body));
            await application.StartAsync().ConfigureAwait(false);
            Console.WriteLine(application.Urls.Single());
            await Console.In.ReadToEndAsync().ConfigureAwait(false);
        }
    }

    private static Task RespondAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
