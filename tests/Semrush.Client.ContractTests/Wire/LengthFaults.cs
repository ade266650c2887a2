using System.Globalization;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Answers whose lengths lie, and answers without end.</summary>
internal static class LengthFaults
{
    public static IReadOnlyList<WireFault> All { get; } =
    [
        WireFault.Ending("a length that is too long", WireOutcome.BodyBroken, status => Sized(status, "1000")),
        WireFault.Ending("a length beyond all memory", WireOutcome.BodyBroken, status => Sized(status, long.MaxValue.ToString(CultureInfo.InvariantCulture))),
        WireFault.Sending("a length that is too short", WireOutcome.Unexpected, status => Sized(status, "20")),
        // The runtime ignores a header that makes no sense; the end of the connection is the end of the body.
        WireFault.Ending("a negative length", WireOutcome.Result, status => Sized(status, "-1")),
        WireFault.Ending("a length that is no number", WireOutcome.Result, status => Sized(status, "many")),
        WireFault.Sending("a chunk whose size is no number", WireOutcome.BodyBroken, status => Chunked(status, "zzz\r\n" + WireAnswer.Json)),
        WireFault.Sending("a chunk that is longer than it says", WireOutcome.BodyBroken, status => Chunked(status, "5\r\n" + WireAnswer.Json + "\r\n0\r\n\r\n")),
        WireFault.Ending("chunks without an end", WireOutcome.BodyBroken, status => Chunked(status, "5\r\n{\"dat\r\n")),
        WireFault.Sending("a header of a megabyte", WireOutcome.Broken, status => WireAnswer.Text(status, WireAnswer.Json, "X-Large: " + new string('x', 1024 * 1024))),
        new("headers without end", WireOutcome.Broken, async (connection, status) =>
        {
            await WireAnswer.Sending(WireAnswer.Head(status)[..^2])(connection);
            while (true)
                await connection.WriteAsync("X-Another: one\r\n");
        }),
    ];

    private static string Sized(int status, string length)
        => WireAnswer.Head(status, "Content-Type: application/json", "Content-Length: " + length) + WireAnswer.Json;

    private static string Chunked(int status, string body)
        => WireAnswer.Head(status, "Content-Type: application/json", "Transfer-Encoding: chunked") + body;
}
