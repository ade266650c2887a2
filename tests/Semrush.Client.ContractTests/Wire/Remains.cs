using System.Globalization;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>What is left when no call is under way.</summary>
/// <param name="Sockets">The connections that are open.</param>
/// <param name="Timers">The timers that wait.</param>
/// <param name="Bytes">The managed memory that is in use.</param>
internal sealed record Remains(int Sockets, long Timers, long Bytes)
{
    public static Remains Of(WireServer server)
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return new(server.Open, Timer.ActiveCount, GC.GetTotalMemory(forceFullCollection: true));
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Sockets} sockets, {Timers} timers, {Bytes / 1024.0 / 1024.0:0.0} MiB");
}
