using System.Diagnostics;
using System.Text;

namespace Semrush.Client.ContractTests.Fleet;

/// <summary>A process of samples/Nightly.</summary>
internal sealed class NightlyWorker : IDisposable
{
    /// <summary>The limit of each wait, on a machine that is busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Built with this test, in the same configuration.
    private static readonly string Program = Path.Combine(
        Repository.Root, "samples/Nightly/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Nightly.dll");

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    /// <summary>Starts it. The settings are in its environment, so that no key is in the list of processes.</summary>
    public NightlyWorker(IReadOnlyDictionary<string, string> settings, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Worker.Host, [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Waits for its end, and returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The worker does not end:\n{Output}");
            throw;
        }
    }

    /// <summary>Kills it without a warning.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stops it where it is, as the pause of a virtual machine does.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private Task<string> SignalAsync(string signal) => Command.RunAsync("/", "kill", [$"-{signal}", $"{Id}"], TestContext.Current.CancellationToken);

    private void Append(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
