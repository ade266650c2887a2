using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Semrush.Client.Testing.Faults.Internal;

/// <summary>The connections behind the calls, which WireMock does not show.</summary>
internal static class Connections
{
    private static readonly AsyncLocal<HttpContext?> Current = new();

    /// <summary>Watches what comes to a server.</summary>
    /// <param name="application">The application builder, which WireMock hands out as an object.</param>
    public static void Watch(object application) => ((IApplicationBuilder)application).Use((context, next) =>
    {
        Current.Value = context;
        return next(context);
    });

    /// <summary>Cuts the connection of the call that is being answered.</summary>
    public static void CutCurrent() => Current.Value?.Abort();
}
