using System.Globalization;
using Semrush.Client.Testing;

namespace Semrush.Client.Emulator;

/// <summary>
/// A line for each request, written as soon as the response is known. Its fields are separated by tabs, so that scripts can read it. There
/// is no secret in it: the query and the body are left out.
/// </summary>
internal sealed class RequestLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter? _file;
    private readonly TextWriter _writer;

    /// <param name="output">The writer for the lines where there is no file.</param>
    /// <param name="path">The file to append to.</param>
    public RequestLog(TextWriter output, string? path)
    {
        // Others may read the file, and move it, while it is written.
        _file = path is null
            ? null
            : new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        _writer = _file ?? output;
    }

    public void Write(EmulatedCall call)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{call.ReceivedAt:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\t{call.Account ?? "-"}\t{call.Method}\t{call.PathAndQuery.Split('?')[0]}\t"
            + $"{call.OperationId ?? "-"}\t{call.Status}\t{call.Duration!.Value.TotalMilliseconds:0.000}");
        lock (_gate)
            _writer.WriteLine(line);
    }

    public void Dispose()
    {
        lock (_gate)
            _file?.Dispose();
    }
}
