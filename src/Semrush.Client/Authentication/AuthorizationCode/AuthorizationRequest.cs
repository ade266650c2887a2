using Semrush.Client.Authentication.AuthorizationCode.Internal;

namespace Semrush.Client.Authentication;

/// <summary>The address of an authorization page, which one person opens once, and the values that its callback must match.</summary>
public sealed class AuthorizationRequest
{
    private readonly Action<Uri> _check;

    internal AuthorizationRequest(Uri uri, string state, Uri redirectUri, Action<Uri> check)
    {
        _check = check;
        Uri = uri;
        State = state;
        RedirectUri = redirectUri;
    }

    /// <summary>The page to open in a browser.</summary>
    public Uri Uri { get; }

    /// <summary>The random value that ties the callback to this request. Keep it in the session of the person, as a secret.</summary>
    public string State { get; }

    /// <summary>The absolute address to which the browser is redirected afterwards.</summary>
    public Uri RedirectUri { get; }

    /// <summary>Why a callback to this request cannot be used; null if it can.</summary>
    internal SemrushAuthenticationException? FindFault(Uri callback)
    {
        try
        {
            _check(callback);
            return null;
        }
        catch (SemrushAuthenticationException fault)
        {
            return fault;
        }
    }

    /// <summary>Returns the type name; it does not contain the state.</summary>
    public override string ToString() => nameof(AuthorizationRequest);
}

/// <summary>The callback of a browser after approval: a code to exchange.</summary>
public sealed class AuthorizationCallback
{
    private AuthorizationCallback(string code) => Code = code;

    /// <summary>The code. It is a secret, and can be exchanged once.</summary>
    public string Code { get; }

    /// <summary>Parses the address that a browser came back to, and takes the code only if the callback belongs to the request.</summary>
    /// <param name="callback">The address, or its path and query.</param>
    /// <param name="state">The <see cref="AuthorizationRequest.State"/> of the request.</param>
    /// <param name="redirectUri">The redirect URI of the request. Only the path is compared: a proxy may change scheme and host.</param>
    /// <param name="requireState">Whether a callback without any state is rejected; one with another state always is.</param>
    /// <exception cref="SemrushAuthenticationException">
    /// The person denied access, or the callback is that of another request. No message contains the code.
    /// </exception>
    public static AuthorizationCallback Parse(Uri callback, string state, string redirectUri, bool requireState = true)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentException.ThrowIfNullOrEmpty(state);
        ArgumentException.ThrowIfNullOrEmpty(redirectUri);
        return new(CallbackQuery.Read(callback, state, redirectUri, requireState).GetRequired("code"));
    }

    /// <summary>Returns the type name; it does not contain the code.</summary>
    public override string ToString() => nameof(AuthorizationCallback);
}
