using Semrush.Client.Authentication;

namespace Microsoft.AspNetCore.Http;

/// <summary>Provides the viewer of an app.</summary>
public static class SemrushHttpContextExtensions
{
    /// <summary>The viewer of the app, from the verified token.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The viewer; <see langword="null"/> where there is no token, or none that is valid.</returns>
    public static AppViewer? GetSemrushViewer(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<AppViewer>();
    }
}
