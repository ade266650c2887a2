using Semrush.Client.Testing.Ahrefs.Internal;
using Semrush.Client.Testing.Authorization.Internal;
using Semrush.Client.Testing.Pages.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The legacy authorization server of Ahrefs in an emulator, with one application. Every member may be used from any thread, also while
/// calls are under way.
/// </summary>
public sealed class EmulatedAhrefs
{
    internal EmulatedAhrefs(AuthorizationState authorization, EmulatedAuthorizationOptions options, TimeProvider time)
    {
        State = new AhrefsState(authorization, options, time);
        Page = new ConsentPage(new InvitationConsent(State), options.AutoApprove);
    }

    /// <summary>The client identifier of the application, unique to the emulator.</summary>
    public string ClientId => State.ClientId;

    /// <summary>The client secret of the application.</summary>
    public string ClientSecret => State.ClientSecret;

    /// <summary>The redirect address that was given when the application was submitted.</summary>
    /// <value>Default: `https://app.example/callback`.</value>
    public Uri RedirectUri
    {
        get
        {
            lock (State.Gate)
                return State.RedirectUri;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!value.IsAbsoluteUri)
                throw new ArgumentException("The redirect address must be absolute.", nameof(value));
            lock (State.Gate)
                State.RedirectUri = value;
        }
    }

    /// <summary>Whether the application is one for desktops, whose redirect has a token; that of one for the web has a code.</summary>
    /// <value>Default: false.</value>
    public bool IsDesktopApplication
    {
        get
        {
            lock (State.Gate)
                return State.IsDesktopApplication;
        }

        set
        {
            lock (State.Gate)
                State.IsDesktopApplication = value;
        }
    }

    internal AhrefsState State { get; }

    internal ConsentPage Page { get; }

    /// <summary>Where the browser would be after a person has approved: the redirect address, with `code` or `token`.</summary>
    /// <param name="address">The address of the invitation on this emulator, `state` included.</param>
    /// <exception cref="ArgumentException">The page would not send the browser on; the message says why.</exception>
    public Uri ApproveInvitation(Uri address) => Decide(address, isApproved: true);

    /// <summary>Where the browser would be after a person has refused: the redirect address, with `error` and `state`.</summary>
    /// <param name="address">The address of the invitation on this emulator, `state` included.</param>
    /// <exception cref="ArgumentException">The page would not send the browser on; the message says why.</exception>
    public Uri DenyInvitation(Uri address) => Decide(address, isApproved: false);

    private Uri Decide(Uri address, bool isApproved)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Page.Decide(address, State.Authorization.Address, isApproved);
    }
}
