using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>How a call ends whose response is faulty.</summary>
internal enum WireOutcome
{
    /// <summary>The connection broke, or what it carried is not HTTP.</summary>
    Broken,

    /// <summary>The body broke off, or cannot be decompressed: a success is lost, a failure still has its status.</summary>
    BodyBroken,

    /// <summary>The time limit passed.</summary>
    TimedOut,

    /// <summary>The response does not have the form that its contract states.</summary>
    Unexpected,

    /// <summary>The response can be read.</summary>
    Result,
}

/// <summary>A fault of a connection or of a response.</summary>
/// <param name="Name">Its name in the list of tests.</param>
/// <param name="Outcome">How a call ends whose response would have been a success.</param>
/// <param name="Act">Performs it, in a response with the status given.</param>
internal sealed record WireFault(string Name, WireOutcome Outcome, Func<WireConnection, int, Task> Act)
{
    private const int BombSize = 100 * 1024 * 1024;
    private static readonly Lazy<byte[]> Bomb = new(() => Gzip(new byte[BombSize]));

    public static IReadOnlyList<WireFault> All { get; } =
    [
        // Connections that end early, and servers of another protocol.
        new("reset before the request is read", WireOutcome.Broken, (connection, _) =>
        {
            connection.Reset();
            return Task.CompletedTask;
        }),
        new("closed before the request is read", WireOutcome.Broken, (connection, _) => connection.CloseAsync()),
        new("reset after the request is read", WireOutcome.Broken, async (connection, _) =>
        {
            await connection.ReadAsync();
            connection.Reset();
        }),
        Ending("closed without a response", WireOutcome.Broken, _ => ""),
        Ending("closed within the status", WireOutcome.Broken, _ => "HTTP/1.1 2"),
        Ending("closed within the headers", WireOutcome.Broken, status => WireResponse.Head(status, "Content-Type: application/json")[..^10]),
        Ending("closed within the body", WireOutcome.BodyBroken, status => WireResponse.Text(status, WireResponse.Json)[..^10]),
        new("reset within the body", WireOutcome.BodyBroken, async (connection, status) =>
        {
            await WireResponse.Sending(WireResponse.Text(status, WireResponse.Json)[..^10])(connection);
            connection.Reset();
        }),
        Ending("closed after an interim response", WireOutcome.Broken, _ => WireResponse.Head(100)),
        Ending("garbage in place of HTTP", WireOutcome.Broken, _ => "SSH-2.0-OpenSSH_9.9\r\n\r\n"),
        Ending("binary in place of HTTP", WireOutcome.Broken, _ => new string('\0', 100)),

        // Wrong lengths, and responses without an end.
        Ending("a length that is too long", WireOutcome.BodyBroken, status => Sized(status, "1000")),
        Ending("a length beyond all memory", WireOutcome.BodyBroken, status => Sized(status, long.MaxValue.ToString(CultureInfo.InvariantCulture))),
        Sending("a length that is too short", WireOutcome.Unexpected, status => Sized(status, "20")),
        // The runtime ignores such a header; the end of the connection is the end of the body.
        Ending("a negative length", WireOutcome.Result, status => Sized(status, "-1")),
        Ending("a length that is no number", WireOutcome.Result, status => Sized(status, "many")),
        Sending("a chunk whose size is no number", WireOutcome.BodyBroken, status => Chunked(status, "zzz\r\n" + WireResponse.Json)),
        Sending("a chunk that is longer than its size", WireOutcome.BodyBroken, status => Chunked(status, "5\r\n" + WireResponse.Json + "\r\n0\r\n\r\n")),
        Ending("chunks without an end", WireOutcome.BodyBroken, status => Chunked(status, "5\r\n{\"dat\r\n")),
        Sending("a header of a megabyte", WireOutcome.Broken, status => WireResponse.Text(status, WireResponse.Json, "X-Large: " + new string('x', 1024 * 1024))),
        new("headers without end", WireOutcome.Broken, async (connection, status) =>
        {
            await WireResponse.Sending(WireResponse.Head(status)[..^2])(connection);
            while (true)
                await connection.WriteAsync("X-Another: one\r\n");
        }),

        // Correct HTTP with unexpected content.
        Sending("an empty body", WireOutcome.Unexpected, status => WireResponse.Text(status, "")),
        Sending("a page", WireOutcome.Unexpected, status => Relabelled(WireResponse.Text(status, "<html>Sign in to the hotel</html>"), "text/html")),
        Sending("JSON that is cut", WireOutcome.Unexpected, status => WireResponse.Text(status, WireResponse.Json[..^5])),
        Sending("JSON that is called a page", WireOutcome.Result, status => Relabelled(WireResponse.Text(status, WireResponse.Json), "text/html")),
        Sending("an unknown character set", WireOutcome.Result, status => Relabelled(WireResponse.Text(status, WireResponse.Json), "application/json; charset=klingon")),
        Packed("bytes that are not gzip", WireOutcome.BodyBroken, "gzip", () => Encoding.UTF8.GetBytes(WireResponse.Json)),
        Packed("bytes that are not deflate", WireOutcome.BodyBroken, "deflate", () => Encoding.UTF8.GetBytes(WireResponse.Json)),
        Packed("bytes that are not brotli", WireOutcome.BodyBroken, "br", () => Encoding.UTF8.GetBytes(WireResponse.Json)),
        Packed("gzip that is cut", WireOutcome.Unexpected, "gzip", () => Gzip(Encoding.UTF8.GetBytes(WireResponse.Json))[..^20]),
        Packed("a gzip bomb", WireOutcome.Unexpected, "gzip", () => PackedBomb),

        // Servers that do not finish.
        new("no response", WireOutcome.TimedOut, async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.UntilStoppedAsync();
        }),
        new("headers byte by byte", WireOutcome.TimedOut, async (connection, status) =>
        {
            await connection.ReadAsync();
            await connection.DripAsync(WireResponse.Text(status, WireResponse.Json));
        }),
        new("a body byte by byte", WireOutcome.TimedOut, async (connection, status) =>
        {
            await WireResponse.Sending(WireResponse.Text(status, WireResponse.Json)[..^WireResponse.Json.Length])(connection);
            await connection.DripAsync(WireResponse.Json);
        }),
        new("interim responses without end", WireOutcome.TimedOut, async (connection, _) =>
        {
            await connection.ReadAsync();
            while (true)
            {
                await connection.WriteAsync(WireResponse.Head(102));
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, connection.Stopping);
            }
        }),
    ];

    public static IEnumerable<string> Names => All.Select(fault => fault.Name);

    /// <summary>A few kilobytes that decompress to 100 MiB.</summary>
    public static byte[] PackedBomb => Bomb.Value;

    public static WireFault Named(string name) => All.Single(fault => fault.Name == name);

    private static WireFault Sending(string name, WireOutcome outcome, Func<int, string> text)
        => new(name, outcome, (connection, status) => WireResponse.Sending(text(status))(connection));

    private static WireFault Ending(string name, WireOutcome outcome, Func<int, string> text) => new(name, outcome, async (connection, status) =>
    {
        await WireResponse.Sending(text(status))(connection);
        await connection.CloseAsync();
    });

    private static WireFault Packed(string name, WireOutcome outcome, string encoding, Func<byte[]> body) => new(name, outcome, async (connection, status) =>
    {
        await connection.ReadAsync();
        await connection.WriteAsync(WireResponse.Bytes(status, body(), "Content-Encoding: " + encoding));
    });

    private static string Sized(int status, string length)
        => WireResponse.Head(status, "Content-Type: application/json", "Content-Length: " + length) + WireResponse.Json;

    private static string Chunked(int status, string body)
        => WireResponse.Head(status, "Content-Type: application/json", "Transfer-Encoding: chunked") + body;

    private static string Relabelled(string response, string type) => response.Replace("application/json", type, StringComparison.Ordinal);

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        return packed.ToArray();
    }
}
