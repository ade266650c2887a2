using System.IO.Compression;
using System.Text;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Answers in good HTTP whose content is not what it should be.</summary>
internal static class ContentFaults
{
    private const int Bomb = 100 * 1024 * 1024;

    private static readonly Lazy<byte[]> Zeros = new(() => Gzip(new byte[Bomb]));

    /// <summary>A few kilobytes that become 100 MiB.</summary>
    public static byte[] PackedBomb => Zeros.Value;

    public static IReadOnlyList<WireFault> All { get; } =
    [
        WireFault.Sending("an empty body", WireOutcome.Unexpected, status => WireAnswer.Text(status, "")),
        WireFault.Sending("a page", WireOutcome.Unexpected, status => WireAnswer.Text(status, "<html>Sign in to the hotel</html>").Replace("application/json", "text/html", StringComparison.Ordinal)),
        WireFault.Sending("JSON that is cut", WireOutcome.Unexpected, status => WireAnswer.Text(status, WireAnswer.Json[..^5])),
        WireFault.Sending("JSON that is called a page", WireOutcome.Result, status => WireAnswer.Text(status, WireAnswer.Json).Replace("application/json", "text/html", StringComparison.Ordinal)),
        WireFault.Sending("an unknown character set", WireOutcome.Result, status => WireAnswer.Text(status, WireAnswer.Json).Replace("/json", "/json; charset=klingon", StringComparison.Ordinal)),
        Packed("bytes that are not gzip", WireOutcome.BodyBroken, "gzip", () => Encoding.UTF8.GetBytes(WireAnswer.Json)),
        Packed("bytes that are not deflate", WireOutcome.BodyBroken, "deflate", () => Encoding.UTF8.GetBytes(WireAnswer.Json)),
        Packed("bytes that are not brotli", WireOutcome.BodyBroken, "br", () => Encoding.UTF8.GetBytes(WireAnswer.Json)),
        Packed("gzip that is cut", WireOutcome.Unexpected, "gzip", () => Gzip(Encoding.UTF8.GetBytes(WireAnswer.Json))[..^20]),
        Packed("a gzip bomb", WireOutcome.Unexpected, "gzip", () => PackedBomb),
    ];

    private static WireFault Packed(string name, WireOutcome outcome, string encoding, Func<byte[]> body) => new(name, outcome, async (connection, status) =>
    {
        await connection.ReadAsync();
        await connection.WriteAsync(WireAnswer.Bytes(status, body(), "Content-Encoding: " + encoding));
    });

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        return packed.ToArray();
    }
}
