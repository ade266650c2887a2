using Semrush.Client.Testing.Authorization.Internal;
using Semrush.Client.Testing.Credentials.Internal;
using Semrush.Client.Testing.Pages.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The authorization server of an emulator: the Semrush Auth flow, refreshes and the sign-in of devices. Every member may be used from any
/// thread, also while calls are under way.
/// </summary>
public sealed partial class EmulatedAuthorization
{
    private readonly AcceptedCredentials _credentials;

    internal EmulatedAuthorization(AcceptedCredentials credentials, EmulatedAuthorizationOptions options, TimeProvider time)
    {
        _credentials = credentials;
        State = new AuthorizationState(credentials, options, time);
        Page = new ConsentPage(new SignInConsent(State), options.AutoApprove);
    }

    /// <summary>The identifier of a client that this emulator knows, unique to it.</summary>
    public string ClientId => State.Clients.Id;

    /// <summary>The secret of that client.</summary>
    public string ClientSecret => State.Clients.Secret;

    /// <summary>
    /// How often a refresh token was presented that had been spent before. Each time, all tokens that came of the same approval are
    /// revoked.
    /// </summary>
    public int RefreshTokenReuses
    {
        get
        {
            lock (State.Gate)
                return State.Tokens.Reuses;
        }
    }

    internal AuthorizationState State { get; }

    internal ConsentPage Page { get; }

    /// <summary>Makes one more client known, or changes the secret of one.</summary>
    /// <param name="clientId">The identifier of the client.</param>
    /// <param name="clientSecret">The secret of the client.</param>
    public void AddClient(string clientId, string clientSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(clientSecret);
        lock (State.Gate)
            State.Clients.Add(clientId, clientSecret);
    }

    /// <summary>Where the browser would be after a person has approved: the redirect address, with `code` and `state`.</summary>
    /// <param name="address">The address of the authorization page on this emulator, as an application would open it.</param>
    /// <exception cref="ArgumentException">The page would not send the browser on; the message says why.</exception>
    public Uri ApproveAuthorization(Uri address) => Decide(address, isApproved: true);

    /// <summary>Where the browser would be after a person has refused: the redirect address, with `error` and `state`.</summary>
    /// <param name="address">The address of the authorization page on this emulator, as an application would open it.</param>
    /// <exception cref="ArgumentException">The page would not send the browser on; the message says why.</exception>
    public Uri DenyAuthorization(Uri address) => Decide(address, isApproved: false);

    /// <summary>Lets the access tokens that were handed out so far expire now. Their refresh tokens stay good.</summary>
    public void ExpireAccessTokens() => _credentials.Expire(TokenAudience.Semrush);

    /// <summary>Withdraws every approval so far: its access tokens and its refresh tokens are refused from now on.</summary>
    public void RevokeGrants()
    {
        lock (State.Gate)
            State.Tokens.RevokeAll();
    }

    private Uri Decide(Uri address, bool isApproved)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Page.Decide(address, State.Address, isApproved);
    }
}
