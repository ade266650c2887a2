using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Semrush.Client.AspNetCore.Internal;

/// <summary>Finds the token of a request, where Semrush puts it.</summary>
internal static class TokenSource
{
    /// <summary>The token; nothing where the request has none.</summary>
    public static string? Find(HttpRequest request)
        // The iframe is opened with the parameter; reports, and the calls of an app to itself, carry the header.
        => Single(request.Headers[SemrushIframeDefaults.TokenName])
        ?? (HttpMethods.IsGet(request.Method) ? Single(request.Query[SemrushIframeDefaults.TokenName]) : null);

    // Of several tokens none is the right one: together they are one that is not valid.
    private static string? Single(StringValues values) => StringValues.IsNullOrEmpty(values) ? null : values.ToString();
}
