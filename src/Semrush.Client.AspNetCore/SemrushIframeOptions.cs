using Microsoft.AspNetCore.Authentication;
using Semrush.Client.Authentication;

namespace Semrush.Client.AspNetCore;

/// <summary>Settings of the authentication of an iframe; those of the token bind from configuration by their names.</summary>
public sealed class SemrushIframeOptions : AuthenticationSchemeOptions
{
    /// <summary>The app, its secret and the clock skew.</summary>
    public IframeTokenOptions Token { get; } = new();

    // Made for the first request: the framework sets the clock last.
    internal IframeTokenValidator Validator => field ??= new(Token, TimeProvider);
}
