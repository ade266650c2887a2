
namespace Semrush.Client.Authentication;

/// <summary>A page for one person to open once, and what their answer is to be checked against.</summary>
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

    /// <summary>The random value that ties the answer to this request. Keep it with the session of the person, and show it to nobody else.</summary>
    public string State { get; }

    /// <summary>Where the browser goes afterwards, as an absolute address.</summary>
    public Uri RedirectUri { get; }

    /// <summary>Finds out why a callback to this request cannot be used; nothing where it can.</summary>
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

    /// <summary>The name of the type, and nothing of the state.</summary>
    public override string ToString() => nameof(AuthorizationRequest);
}
