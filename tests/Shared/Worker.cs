using System.Diagnostics;

namespace Semrush.Client;

/// <summary>The token worker, as a separate process.</summary>
internal static class Worker
{
    // The runtime of this process is in shared/Microsoft.NETCore.App/<version> beside its host.
    public static readonly string Host =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Semrush.Client.TokenWorker.dll");

    public static Process Start(params string[] arguments) => Start(Host, [Program, .. arguments]);

    /// <summary>Starts another program that the tests reference.</summary>
    public static Process StartTool(string name, params string[] arguments)
        => Start(Host, [Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. arguments]);

    /// <summary>Starts it from a shell script, in which <c>"$@"</c> is the worker.</summary>
    public static Process StartFrom(string script, params string[] arguments) => Start("/bin/sh", ["-c", script, "sh", Host, Program, .. arguments]);

    /// <summary>Waits for its end.</summary>
    public static async Task<(int Code, string Output, string Error)> EndAsync(this Process process)
    {
        using (process)
        {
            var token = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(token);
            var error = process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return (process.ExitCode, (await output).Trim(), await error);
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Without these it creates files in places that the tests of permissions and full disks make unwritable.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return Process.Start(start)!;
    }
}
