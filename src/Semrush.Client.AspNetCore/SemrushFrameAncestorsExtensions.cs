using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Lets Semrush, and no other site, show an app in an iframe.</summary>
public static class SemrushFrameAncestorsExtensions
{
    /// <summary>Adds <c>Content-Security-Policy: frame-ancestors https://*.semrush.com;</c> to every response.</summary>
    /// <remarks>The App Center requires it. A further policy of the application applies as well: browsers apply all of them.</remarks>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseSemrushFrameAncestors(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Use(RegisterAsync);
    }

    private static Task RegisterAsync(HttpContext context, RequestDelegate next)
    {
        // When the response starts, so that no other middleware replaces it.
        context.Response.OnStarting(AddAsync, context.Response);
        return next(context);
    }

    private static Task AddAsync(object response)
    {
        ((HttpResponse)response).Headers.Append("Content-Security-Policy", "frame-ancestors https://*.semrush.com;");
        return Task.CompletedTask;
    }
}
