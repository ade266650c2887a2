using System.Diagnostics;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Emulator;
using Semrush.Client.ContractTests.Examples;

namespace Semrush.Client.ContractTests.Tool;

/// <summary>The command semrush-emulator as a separate process, driven by plain HTTP.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    /// <summary>The lines until it listens.</summary>
    public List<string> Lines { get; } = [];

    public HttpClient Http { get; private set; } = null!;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts it on a free port, unless the arguments have one, and waits until it listens.</summary>
    public static async Task<ToolProcess> StartAsync(params string[] arguments)
    {
        var tool = new ToolProcess(Start(["--port", "0", .. arguments]));
        while (await tool.Output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            tool.Lines.Add(line);
            if (line.StartsWith("Listening on ", StringComparison.Ordinal))
            {
                tool.Http = Loopback.CreateClient(new Uri(line["Listening on ".Length..]));
                return tool;
            }
        }

        throw new InvalidOperationException(await tool._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => Start(arguments).EndAsync();

    /// <summary>The status and the body of a GET below Map Rank Tracker.</summary>
    public async Task<(int Status, JToken Json)> GetAsync(string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path.StartsWith('/') ? path : RawClient.Tracker + path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Apikey {key}");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, Document.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    public async Task<(int Code, string Output, string Error)> EndAsync(string signal)
    {
        using (var kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await _process.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        try
        {
            _process.Kill();
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException)
        {
            // It has ended, and its result was read.
        }

        _process.Dispose();
    }

    private static Process Start(params string[] arguments) => Worker.StartTool("Semrush.Client.Emulator", arguments);
}
