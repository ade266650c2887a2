namespace Semrush.Client.ContractTests.Wire;

/// <summary>A fault of a connection or of an answer.</summary>
/// <param name="Name">Its name, for the list of tests.</param>
/// <param name="Outcome">What becomes of a call whose answer would have been a success.</param>
/// <param name="Act">Acts it out in an answer of the status given.</param>
internal sealed record WireFault(string Name, WireOutcome Outcome, Func<WireConnection, int, Task> Act)
{
    public static IReadOnlyList<WireFault> All { get; } = [.. ConnectionFaults.All, .. LengthFaults.All, .. ContentFaults.All, .. SlowFaults.All];

    public static IEnumerable<string> Names => All.Select(fault => fault.Name);

    public static WireFault Named(string name) => All.Single(fault => fault.Name == name);

    /// <summary>A fault that reads the request first, and sends a text.</summary>
    public static WireFault Sending(string name, WireOutcome outcome, Func<int, string> text)
        => new(name, outcome, (connection, status) => WireAnswer.Sending(text(status))(connection));

    /// <summary>A fault that reads the request first, sends a text, and ends the connection.</summary>
    public static WireFault Ending(string name, WireOutcome outcome, Func<int, string> text) => new(name, outcome, async (connection, status) =>
    {
        await WireAnswer.Sending(text(status))(connection);
        await connection.CloseAsync();
    });
}
