namespace Semrush.Client.ContractTests.Wire;

/// <summary>Connections that end where they should not, and servers that speak something else.</summary>
internal static class ConnectionFaults
{
    public static IReadOnlyList<WireFault> All { get; } =
    [
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
        WireFault.Ending("closed without an answer", WireOutcome.Broken, _ => ""),
        WireFault.Ending("closed within the status", WireOutcome.Broken, _ => "HTTP/1.1 2"),
        WireFault.Ending("closed within the headers", WireOutcome.Broken, status => WireAnswer.Head(status, "Content-Type: application/json")[..^10]),
        WireFault.Ending("closed within the body", WireOutcome.BodyBroken, status => WireAnswer.Text(status, WireAnswer.Json)[..^10]),
        new("reset within the body", WireOutcome.BodyBroken, async (connection, status) =>
        {
            await WireAnswer.Sending(WireAnswer.Text(status, WireAnswer.Json)[..^10])(connection);
            connection.Reset();
        }),
        WireFault.Ending("reset after an interim answer", WireOutcome.Broken, _ => WireAnswer.Head(100)),
        WireFault.Ending("garbage in place of HTTP", WireOutcome.Broken, _ => "SSH-2.0-OpenSSH_9.9\r\n\r\n"),
        WireFault.Ending("binary in place of HTTP", WireOutcome.Broken, _ => new string('\0', 100)),
    ];
}
