using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>The server's end of a connection.</summary>
internal sealed class WireConnection(Socket socket, CancellationToken stopping) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Ends with the test.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>The bare connection, for what is put on top of it.</summary>
    public Stream Stream => _stream;

    /// <summary>The bytes that the client's side has taken.</summary>
    public long Sent { get; private set; }

    /// <summary>Waits for a request, and leaves it unread.</summary>
    /// <returns>Whether there is one; the client may have closed the connection.</returns>
    public async Task<bool> IsAskedAsync() => await socket.ReceiveAsync(_buffer.AsMemory(0, 1), SocketFlags.Peek, stopping) > 0;

    /// <summary>The head of the request that waits, which stays unread.</summary>
    public async Task<WireRequest> PeekAsync()
    {
        var length = 0;
        while (EndOfHead(length) < 0)
            length = await socket.ReceiveAsync(_buffer, SocketFlags.Peek, stopping) is var peeked && peeked > length ? peeked : throw new IOException("The head came in pieces.");
        return HeadOf(length);
    }

    public async Task<WireRequest> ReadAsync()
    {
        var length = 0;
        int end;
        while ((end = EndOfHead(length)) < 0)
            length += await ReadSomeAsync(_buffer.AsMemory(length));
        var request = HeadOf(length);
        var size = int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture);
        var body = new byte[size];
        var have = length - end - 4;
        _buffer.AsSpan(end + 4, have).CopyTo(body);
        while (have < size)
            have += await ReadSomeAsync(body.AsMemory(have));
        return request with { Body = Encoding.UTF8.GetString(body) };
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, stopping);
        Sent += bytes.Length;
    }

    /// <summary>Writes byte by byte, so slowly that no time limit of a test waits for the end.</summary>
    public async Task DripAsync(string text)
    {
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            await WriteAsync(new[] { one });
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stopping);
        }
    }

    /// <summary>Ends the connection in good order: what was sent arrives.</summary>
    public Task CloseAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
    }

    /// <summary>Ends the connection at once, as a process that was killed or a router that forgot it.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        // The stream would shut the connection down in good order first.
        socket.Dispose();
    }

    public void Dispose() => _stream.Dispose();

    private int EndOfHead(int length) => _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);

    private WireRequest HeadOf(int length)
    {
        var lines = Encoding.ASCII.GetString(_buffer, 0, EndOfHead(length)).Split("\r\n");
        return new(lines[0], lines[1..]);
    }

    private async Task<int> ReadSomeAsync(Memory<byte> into)
        => await _stream.ReadAsync(into, stopping) is var read and > 0 ? read : throw new IOException("The client closed the connection within a request.");
}
