namespace Semrush.Client.AspNetCore;

/// <summary>The names that the authentication of an iframe uses.</summary>
public static class SemrushIframeDefaults
{
    /// <summary>The name of the authentication scheme, unless it is given another.</summary>
    public const string AuthenticationScheme = "SemrushIframe";

    /// <summary>The query parameter of a GET, and the header of any request, that carries the token.</summary>
    public const string TokenName = "jwt";
}
