using System.Diagnostics;
using System.Globalization;

namespace Semrush.Client.Benchmarks.Server;

/// <summary>A <see cref="LoopbackServer"/> in a process of its own, so that its bytes are not counted.</summary>
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
        return new(process, new(address ?? throw new InvalidOperationException("The server did not say where it listens.")));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
