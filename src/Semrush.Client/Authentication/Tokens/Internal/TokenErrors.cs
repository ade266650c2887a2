using Semrush.Client.Http;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>The failures of a token that nobody can be asked for.</summary>
internal static class TokenErrors
{
    public static SemrushAuthenticationException NoToken() => new(
        "There is no access token.",
        $"Sign in: call {nameof(TokenManager)}.{nameof(TokenManager.SignInAsync)}.",
        new("Authentication"));
}
