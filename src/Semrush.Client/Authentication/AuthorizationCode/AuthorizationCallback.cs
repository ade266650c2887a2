using Semrush.Client.Authentication.AuthorizationCode.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The answer with which a browser came back: a code to exchange.</summary>
public sealed class AuthorizationCallback
{
    private AuthorizationCallback(string code) => Code = code;

    /// <summary>The code. It is a secret, and good for one exchange.</summary>
    public string Code { get; }

    /// <summary>Reads the address that a browser came back to, and takes the code only if the answer belongs to the request.</summary>
    /// <param name="callback">The address, or its path and query.</param>
    /// <param name="state">The <see cref="AuthorizationRequest.State"/> of the request.</param>
    /// <param name="redirectUri">The redirect URI of the request. Only its path is compared: behind a proxy, scheme and host may differ.</param>
    /// <param name="requireState">Whether an answer without any state is refused; one with another state always is.</param>
    /// <exception cref="SemrushAuthenticationException">The person declined, or the answer is not one to the request; no message has the code.</exception>
    public static AuthorizationCallback Parse(Uri callback, string state, string redirectUri, bool requireState = true)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentException.ThrowIfNullOrEmpty(state);
        ArgumentException.ThrowIfNullOrEmpty(redirectUri);
        return new(CallbackQuery.Read(callback, state, redirectUri, requireState).Demand("code"));
    }

    /// <summary>The name of the type, and nothing of the code.</summary>
    public override string ToString() => nameof(AuthorizationCallback);
}
