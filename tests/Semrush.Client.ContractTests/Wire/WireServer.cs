using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A server on a bare socket. It counts the requests; a test determines its responses, down to the byte.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _open = new();
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrivals;

    public WireServer()
    {
        _listener.Start(512);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>What to do about the n-th request, counted from 1, which has not been read yet.</summary>
    public Func<int, Func<WireConnection, Task>> Script { get; set; } = static _ => WireResponse.UsualAsync;

    /// <summary>The requests that arrived, read or not.</summary>
    public int Arrivals => _arrivals;

    /// <summary>The connections that were made.</summary>
    public int Accepted { get; private set; }

    /// <summary>The connections that are open.</summary>
    public int Open => _open.Count;

    /// <summary>The most connections that were open at once.</summary>
    public int Peak { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        await Task.WhenAll(_open.Keys);
        _listener.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Waits for the n-th request.</summary>
    public async Task WhenArrivedAsync(int number)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_arrivals >= number)
                    return;
                next = _arrival.Task;
            }

            await next.WaitAsync(_stopping.Token);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new WireConnection(await _listener.AcceptSocketAsync(_stopping.Token), _stopping.Token);
                Accepted++;
                var serving = Task.Run(() => ServeAsync(connection), CancellationToken.None);
                _open[serving] = true;
                _ = serving.ContinueWith(done => _open.TryRemove(done, out _), TaskScheduler.Default);
                Peak = Math.Max(Peak, _open.Count);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private int Arrive()
    {
        lock (_gate)
        {
            _arrival.SetResult();
            _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return ++_arrivals;
        }
    }

    private async Task ServeAsync(WireConnection connection)
    {
        using (connection)
        {
            try
            {
                while (await connection.IsAskedAsync())
                    await Script(Arrive())(connection);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, the script ended the connection, or the test is over.
            }
        }
    }
}

/// <summary>The server's end of a connection.</summary>
internal sealed class WireConnection(Socket socket, CancellationToken stopping) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Is cancelled at the end of the test.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>The bare connection, for TLS on top of it.</summary>
    public Stream Stream => _stream;

    /// <summary>The bytes that the client's side has taken.</summary>
    public long Sent { get; private set; }

    /// <summary>Waits for a request, and leaves it unread.</summary>
    /// <returns>Whether there is one; the client may have closed the connection.</returns>
    public async Task<bool> IsAskedAsync() => await socket.ReceiveAsync(_buffer.AsMemory(0, 1), SocketFlags.Peek, stopping) > 0;

    /// <summary>Does nothing until the end of the test.</summary>
    public Task UntilStoppedAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);

    /// <summary>The head of the next request, which stays unread.</summary>
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

    /// <summary>Writes byte by byte, more slowly than any time limit of a test.</summary>
    public async Task DripAsync(string text)
    {
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            await WriteAsync(new[] { one });
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stopping);
        }
    }

    /// <summary>Ends the connection in order: what was sent arrives.</summary>
    public Task CloseAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return UntilStoppedAsync();
    }

    /// <summary>Ends the connection at once, as a killed process does.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        // The stream would shut the connection down in order first.
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

/// <summary>A request as it arrived.</summary>
internal sealed record WireRequest(string Line, IReadOnlyList<string> Headers)
{
    public string Body { get; init; } = "";

    public string Method => Line.Split(' ')[0];

    public string Target => Line.Split(' ')[1];

    public string? Header(string name) => Headers.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}

/// <summary>Responses as bytes.</summary>
internal static class WireResponse
{
    /// <summary>A success of every operation.</summary>
    public const string Json = """{"meta":{"success":true,"status_code":200,"request_id":"1"},"data":{"id":"1"}}""";

    public static string Head(int status, params string[] headers)
        => string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Some Reason\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    public static string Text(int status, string body, params string[] headers)
        => Head(status, ["Content-Type: application/json", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", .. headers]) + body;

    public static byte[] Bytes(int status, byte[] body, params string[] headers)
        => [.. Encoding.ASCII.GetBytes(Head(status, ["Content-Type: application/json", $"Content-Length: {body.Length}", .. headers])), .. body];

    /// <summary>Reads the request and returns a success.</summary>
    public static Task UsualAsync(WireConnection connection) => Sending(Text(200, Json))(connection);

    /// <summary>Reads the request and sends this text.</summary>
    public static Func<WireConnection, Task> Sending(string text) => async connection =>
    {
        await connection.ReadAsync();
        await connection.WriteAsync(text);
    };
}
