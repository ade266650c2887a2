using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Lets Semrush, and nobody else, show an app in an iframe.</summary>
public static class SemrushFrameAncestorsExtensions
{
    private const string Policy = "frame-ancestors https://*.semrush.com;";

    /// <summary>Adds <c>Content-Security-Policy: frame-ancestors https://*.semrush.com;</c> to every answer, which the App Center asks of an app.</summary>
    /// <remarks>A policy that the application sets besides applies as well: browsers heed all of them.</remarks>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseSemrushFrameAncestors(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Use(static (context, next) =>
        {
            // When the answer starts, so that nothing on the way replaces it.
            context.Response.OnStarting(static state => Add((HttpResponse)state), context.Response);
            return next(context);
        });
    }

    private static Task Add(HttpResponse response)
    {
        response.Headers.Append("Content-Security-Policy", Policy);
        return Task.CompletedTask;
    }
}
