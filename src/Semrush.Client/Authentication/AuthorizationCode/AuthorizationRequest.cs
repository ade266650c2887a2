namespace Semrush.Client.Authentication.AuthorizationCode;

/// <summary>A page for one person to open once, and what their answer is to be checked against.</summary>
public sealed class AuthorizationRequest
{
    internal AuthorizationRequest(Uri uri, string state, Uri redirectUri)
    {
        Uri = uri;
        State = state;
        RedirectUri = redirectUri;
    }

    /// <summary>The page to open in a browser.</summary>
    public Uri Uri { get; }

    /// <summary>The random value that ties the answer to this request. Keep it with the session of the person, and show it to nobody else.</summary>
    public string State { get; }

    /// <summary>Where the browser goes afterwards, as an absolute address.</summary>
    public Uri RedirectUri { get; }

    /// <summary>The name of the type, and nothing of the state.</summary>
    public override string ToString() => nameof(AuthorizationRequest);
}
