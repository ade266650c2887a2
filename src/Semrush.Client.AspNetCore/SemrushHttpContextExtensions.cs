using Semrush.Client.AspNetCore.Internal;
using Semrush.Client.Authentication;

namespace Microsoft.AspNetCore.Http;

/// <summary>Gives the viewer of an app.</summary>
public static class SemrushHttpContextExtensions
{
    /// <summary>Who looks at the app, and what they have of it.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The viewer of the token that was verified; nobody where there was none, or none that is valid.</returns>
    public static AppViewer? GetSemrushViewer(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<ViewerFeature>()?.Viewer;
    }
}
