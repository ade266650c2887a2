
namespace Semrush.Client.Authentication;

/// <summary>Settings of an <see cref="AhrefsFlow"/>; they bind from configuration by these names.</summary>
/// <remarks>A web application has a client secret, and receives a code. A desktop application has none, and receives its token at once.</remarks>
public sealed class AhrefsFlowOptions : TokenFlowOptions
{
    // A field set by a method: configuration cannot make a delegate, and its generated binder rejects such a property.
    internal Func<AuthorizationRequest, CancellationToken, Task<Uri>>? _browser;

    /// <summary>The invitation URL of the application, from the list of one's applications at Ahrefs.</summary>
    /// <value>None; required.</value>
    public Uri? InvitationUrl { get; set; }

    /// <summary>The redirect URL that was given when the application was submitted.</summary>
    /// <value>None; required.</value>
    public string? RedirectUri { get; set; }

    /// <summary>The client identifier of a web application.</summary>
    /// <value>None.</value>
    public string? ClientId { get; set; }

    /// <summary>The client secret of a web application; a desktop application has none.</summary>
    /// <value>None.</value>
    public string? ClientSecret { get; set; }

    /// <summary>Lets a person approve. Without it, nobody can sign in: only stored tokens are used.</summary>
    /// <param name="browser">
    /// Has the page of the request opened, and returns the address that the browser came back to: one of your own, or
    /// <see cref="LoopbackListener.ReceiveAsync"/> or <see cref="PasteUrl.ReceiveAsync"/>.
    /// </param>
    /// <returns>These settings.</returns>
    public AhrefsFlowOptions UseBrowser(Func<AuthorizationRequest, CancellationToken, Task<Uri>> browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        _browser = browser;
        return this;
    }
}
