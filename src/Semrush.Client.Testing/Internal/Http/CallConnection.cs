using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Semrush.Client.Testing.Internal;

/// <summary>
/// The connection of the current call, and its arrival. The arrival is taken before WireMock looks for the mapping, which can take long on
/// a busy machine.
/// </summary>
internal static class CallConnection
{
    private static readonly AsyncLocal<(HttpContext? Context, long Arrival)> Current = new();

    public static long? Arrival => Current.Value.Context is null ? null : Current.Value.Arrival;

    /// <param name="application">The application builder, which WireMock passes as an object.</param>
    /// <param name="time">The clock of the emulator.</param>
    public static void Watch(object application, TimeProvider time)
    {
        ((IApplicationBuilder)application).Use(Note);

        Task Note(HttpContext context, RequestDelegate next)
        {
            Current.Value = (context, time.GetTimestamp());
            return next(context);
        }
    }

    public static void Abort() => Current.Value.Context?.Abort();
}
