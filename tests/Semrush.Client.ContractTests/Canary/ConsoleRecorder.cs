using System.Diagnostics;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Takes what is written to the console, and by Debug and Trace.</summary>
internal sealed class ConsoleRecorder : IDisposable
{
    private readonly Evidence _evidence;
    private readonly (TextWriter Output, TextWriter Error) _before = (Console.Out, Console.Error);
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly TextWriterTraceListener _trace;

    public ConsoleRecorder(Evidence evidence)
    {
        _evidence = evidence;
        Console.SetOut(TextWriter.Synchronized(_output));
        Console.SetError(TextWriter.Synchronized(_error));
        _trace = new TextWriterTraceListener(Console.Error);
        Trace.Listeners.Add(_trace);
    }

    public void Dispose()
    {
        Trace.Listeners.Remove(_trace);
        _trace.Flush();
        Console.SetOut(_before.Output);
        Console.SetError(_before.Error);
        _evidence.Add(Channel.Output, _output.ToString());
        _evidence.Add(Channel.Error, _error.ToString());
    }
}
