
namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>The failures of a token that nobody can be asked for, or that cannot be kept.</summary>
internal static class TokenErrors
{
    private const string CheckStore = $"Check the {nameof(ITokenStore)}; the inner exception tells what it met.";

    public static SemrushAuthenticationException NoToken() => new(
        "There is no access token.",
        $"Sign in: call {nameof(TokenManager)}.{nameof(TokenManager.SignInAsync)}.",
        new("Authentication"));

    /// <summary>The store's own words where it has found some.</summary>
    public static SemrushAuthenticationException StoreFailed(Exception failure)
        => failure as SemrushAuthenticationException
            ?? new("The token store failed.", CheckStore, new("Authentication"), failure);

    public static SemrushAuthenticationException LockNotObtained(string name, TimeoutException cause) => new(
        $"The lock {name} of the token store could not be obtained in time, as another update holds it.",
        "It may be waiting for a person to sign in: call again later. If its process hangs, end that process.",
        new("Authentication"),
        cause);

    /// <summary>Says so once; the tokens themselves are handed out from then on.</summary>
    public static SemrushAuthenticationException NotSaved(Exception failure) => new(
        failure is SemrushAuthenticationException ? failure.Message : $"The new tokens could not be saved. {CheckStore}",
        "Meanwhile they are used from memory, and saving is tried again.",
        new("Authentication"),
        failure);
}
