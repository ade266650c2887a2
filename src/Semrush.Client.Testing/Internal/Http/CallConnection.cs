using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Semrush.Client.Testing.Internal;

/// <summary>
/// The connection of the current call, and its arrival. The arrival is taken before WireMock looks for the mapping, which can take long on
/// a busy machine.
/// </summary>
internal static class CallConnection
{
    private static readonly AsyncLocal<(HttpContext? Context, long Timestamp, DateTimeOffset Time)> Current = new();

    /// <summary>The arrival as a timestamp of the clock and as a time.</summary>
    public static (long Timestamp, DateTimeOffset Time) Arrival => (Current.Value.Timestamp, Current.Value.Time);

    /// <param name="application">The application builder, which WireMock passes as an object.</param>
    /// <param name="time">The clock of the emulator.</param>
    public static void Watch(object application, TimeProvider time)
    {
        ((IApplicationBuilder)application).Use(Note);

        Task Note(HttpContext context, RequestDelegate next)
        {
            Current.Value = (context, time.GetTimestamp(), time.GetUtcNow());
            return next(context);
        }
    }

    public static void Abort() => Current.Value.Context?.Abort();
}
