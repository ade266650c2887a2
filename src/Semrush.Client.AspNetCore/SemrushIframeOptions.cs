using Microsoft.AspNetCore.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.AspNetCore;

/// <summary>Settings of the authentication of an iframe; those of the token bind from configuration by their names.</summary>
public sealed class SemrushIframeOptions : AuthenticationSchemeOptions
{
    /// <summary>The app, its secret and the clock skew.</summary>
    public IframeTokenOptions Token { get; } = new();

    // Created at the first request: the framework sets the clock last.
    internal IframeTokenValidator Validator => field ??= new(Token, TimeProvider);
}

/// <summary>The names that the authentication of an iframe uses.</summary>
public static class SemrushIframeDefaults
{
    /// <summary>The name of the authentication scheme, unless it is given another.</summary>
    public const string AuthenticationScheme = "SemrushIframe";

    /// <summary>The query parameter of a GET, and the header of any request, that contains the token.</summary>
    public const string TokenName = "jwt";
}
