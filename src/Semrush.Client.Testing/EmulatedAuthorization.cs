using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The authorization server of an emulator: the Semrush Auth flow, refreshes and the sign-in of devices. Every member may be used from any
/// thread, also while calls are in progress.
/// </summary>
public sealed class EmulatedAuthorization
{
    private readonly TimeProvider _time;
    private readonly AcceptedCredentials _credentials;
    private readonly SignInPage _page;
    private readonly Dictionary<string, string> _clients = new(StringComparer.Ordinal);
    private readonly List<DeviceSignIn> _devices = [];
    private int _earlyPolls;

    internal EmulatedAuthorization(
        Lock gate, TimeProvider time, EmulatedAuthorizationOptions options, IReadOnlyList<EmulatedAccount> accounts,
        AcceptedCredentials credentials)
    {
        (Gate, _time, Options, Accounts, _credentials) = (gate, time, options, accounts, credentials);
        ClientId = options.ClientId ?? $"client-{Guid.NewGuid():N}";
        ClientSecret = options.ClientSecret ?? $"secret-{Guid.NewGuid():N}";
        (Codes, RefreshTokens) = (new(time), new(time));
        _page = new SignInPage(this);
        Reset();
    }

    /// <summary>The identifier of a client that this emulator knows, unique to it unless the options set it.</summary>
    public string ClientId { get; }

    /// <summary>The secret of that client.</summary>
    public string ClientSecret { get; }

    /// <summary>How often a refresh token was used again. Each time, all tokens that came from the same approval are revoked.</summary>
    public int RefreshTokenReuses
    {
        get
        {
            lock (Gate)
                return RefreshTokens.Reuses;
        }
    }

    /// <summary>The user codes of the devices that wait for a decision, in the order in which they were created.</summary>
    public IReadOnlyList<string> PendingUserCodes
    {
        get
        {
            lock (Gate)
                return [.. _devices.Where(device => device.IsApproved is null && !device.IsExpired(Now)).Select(device => device.UserCode)];
        }
    }

    /// <summary>How often a device has polled before its interval was over.</summary>
    public int EarlyPolls
    {
        get
        {
            lock (Gate)
                return _earlyPolls;
        }
    }

    internal Lock Gate { get; }

    internal EmulatedAuthorizationOptions Options { get; }

    /// <summary>The address of the emulator, set once it listens.</summary>
    internal Uri Address { get; set; } = null!;

    internal IReadOnlyList<EmulatedAccount> Accounts { get; }

    internal OneTimeTokens Codes { get; }

    internal OneTimeTokens RefreshTokens { get; }

    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Adds a client, or changes the secret of one.</summary>
    /// <param name="clientId">The identifier of the client.</param>
    /// <param name="clientSecret">The secret of the client.</param>
    public void AddClient(string clientId, string clientSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(clientSecret);
        lock (Gate)
            _clients[clientId] = clientSecret;
    }

    /// <summary>
    /// The redirect of the browser after a person has approved, for the first account: the redirect address, with `code` and `state`.
    /// </summary>
    /// <param name="address">The address of the authorization page on this emulator, as an application would open it.</param>
    /// <exception cref="ArgumentException">The page would not redirect the browser; the message has the reason.</exception>
    public Uri ApproveAuthorization(Uri address) => ApproveAuthorization(address, Accounts[0]);

    /// <summary>The redirect of the browser after a person has approved: the redirect address, with `code` and `state`.</summary>
    /// <param name="address">The address of the authorization page on this emulator, as an application would open it.</param>
    /// <param name="account">The account that the person selects.</param>
    /// <exception cref="ArgumentException">The page would not redirect the browser; the message has the reason.</exception>
    public Uri ApproveAuthorization(Uri address, EmulatedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _page.Decide(address, account);
    }

    /// <summary>The redirect of the browser after a person has denied access: the redirect address, with `error` and `state`.</summary>
    /// <param name="address">The address of the authorization page on this emulator, as an application would open it.</param>
    /// <exception cref="ArgumentException">The page would not redirect the browser; the message has the reason.</exception>
    public Uri DenyAuthorization(Uri address) => _page.Decide(address, account: null);

    /// <summary>Approves the sign-in of a device for the first account, as a person would on its page.</summary>
    /// <param name="userCode">The code that the device shows, in any case, with or without its dash.</param>
    /// <exception cref="ArgumentException">No device has that code.</exception>
    /// <exception cref="InvalidOperationException">The code has expired, or was already approved or denied.</exception>
    public void ApproveDevice(string userCode) => ApproveDevice(userCode, Accounts[0]);

    /// <summary>Approves the sign-in of a device, as a person would on its page.</summary>
    /// <param name="userCode">The code that the device shows, in any case, with or without its dash.</param>
    /// <param name="account">The account that the person selects.</param>
    /// <exception cref="ArgumentException">No device has that code.</exception>
    /// <exception cref="InvalidOperationException">The code has expired, or was already approved or denied.</exception>
    public void ApproveDevice(string userCode, EmulatedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        DecideDevice(userCode, device => device.Approve(account));
    }

    /// <summary>Denies the sign-in of a device, as a person would on its page.</summary>
    /// <param name="userCode">The code that the device shows, in any case, with or without its dash.</param>
    /// <exception cref="ArgumentException">No device has that code.</exception>
    /// <exception cref="InvalidOperationException">The code has expired, or was already approved or denied.</exception>
    public void DenyDevice(string userCode) => DecideDevice(userCode, device => device.Deny());

    /// <summary>Lets the access tokens that were issued so far expire now. Their refresh tokens stay valid.</summary>
    public void ExpireAccessTokens() => _credentials.Expire(TokenAudience.Semrush);

    /// <summary>Revokes every approval so far: its access tokens and its refresh tokens are rejected from now on.</summary>
    public void RevokeGrants()
    {
        lock (Gate)
            RefreshTokens.RevokeAll();
    }

    internal void AddTo(OperationHandlers handlers) => _page.AddTo(handlers, "/oauth2/authorize");

    internal bool Knows(string? clientId) => clientId is not null && _clients.ContainsKey(clientId);

    internal bool Authenticates(string clientId, string? secret) => secret is not null && _clients.GetValueOrDefault(clientId) == secret;

    internal DeviceSignIn StartDevice(IReadOnlyList<string> scopes)
    {
        var device = new DeviceSignIn(scopes, Now + Options.DeviceCodeLifetime, Options.PollInterval);
        if (Options.AutoApprove)
            device.Approve(Accounts[0]);
        _devices.Add(device);
        return device;
    }

    /// <summary>The sign-in of that device code, expired and completed ones included.</summary>
    internal DeviceSignIn? FindDevice(string deviceCode) => _devices.Find(device => device.DeviceCode == deviceCode);

    /// <summary>The sign-in of that user code, in any case, with or without its dash; expired and completed ones included.</summary>
    internal DeviceSignIn? FindUser(string? userCode) => _devices.Find(device => Letters(device.UserCode) == Letters(userCode));

    /// <summary>Whether the device polls no sooner than its interval allows.</summary>
    internal bool Poll(DeviceSignIn device)
    {
        var isInTime = device.Poll(Now);
        if (!isInTime)
            _earlyPolls++;
        return isInTime;
    }

    /// <summary>Issues an access token and a refresh token, in the form of a response.</summary>
    internal JObject IssueTokens(TokenFamily family)
    {
        var lifetime = family.Audience == TokenAudience.Ahrefs ? Options.AhrefsTokenLifetime : Options.AccessTokenLifetime;
        var accessToken = OneTimeTokens.NewToken();
        _credentials.Accept(accessToken, family, Now + lifetime);
        return new JObject
        {
            ["access_token"] = accessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["refresh_token"] = RefreshTokens.Issue(family, Options.RefreshTokenLifetime),
        };
    }

    internal void Reset()
    {
        lock (Gate)
        {
            _clients.Clear();
            _clients[ClientId] = ClientSecret;
            Codes.Reset();
            RefreshTokens.Reset();
            _devices.Clear();
            _earlyPolls = 0;
        }
    }

    private void DecideDevice(string userCode, Action<DeviceSignIn> decide)
    {
        ArgumentException.ThrowIfNullOrEmpty(userCode);
        lock (Gate)
        {
            var device = FindUser(userCode) ?? throw new ArgumentException($"No device has the code {userCode}.", nameof(userCode));
            if (device.IsApproved is not null)
                throw new InvalidOperationException($"The code {userCode} was already approved or denied.");
            if (device.IsExpired(Now))
                throw new InvalidOperationException($"The code {userCode} has expired.");
            decide(device);
        }
    }

    private static string? Letters(string? userCode) => userCode?.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}
