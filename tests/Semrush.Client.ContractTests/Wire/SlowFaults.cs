namespace Semrush.Client.ContractTests.Wire;

/// <summary>Servers that take for ever, each in its own way.</summary>
internal static class SlowFaults
{
    public static IReadOnlyList<WireFault> All { get; } =
    [
        new("no answer at all", WireOutcome.TimedOut, async (connection, _) =>
        {
            await connection.ReadAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, connection.Stopping);
        }),
        new("headers byte by byte", WireOutcome.TimedOut, async (connection, status) =>
        {
            await connection.ReadAsync();
            await connection.DripAsync(WireAnswer.Text(status, WireAnswer.Json));
        }),
        new("a body byte by byte", WireOutcome.TimedOut, async (connection, status) =>
        {
            await WireAnswer.Sending(WireAnswer.Text(status, WireAnswer.Json)[..^WireAnswer.Json.Length])(connection);
            await connection.DripAsync(WireAnswer.Json);
        }),
        new("interim answers without end", WireOutcome.TimedOut, async (connection, _) =>
        {
            await connection.ReadAsync();
            while (true)
            {
                await connection.WriteAsync(WireAnswer.Head(102));
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, connection.Stopping);
            }
        }),
    ];
}
