namespace Semrush.Client.Authentication.Device;

/// <summary>Settings of a <see cref="DeviceFlow"/>; they bind from configuration by these names.</summary>
public sealed class DeviceFlowOptions : TokenFlowOptions
{
    // A field set by a method: configuration cannot make a delegate, and its generated binder rejects such a property.
    internal Func<DevicePrompt, CancellationToken, Task>? _prompt;

    /// <summary>The scopes to ask for, one entry each.</summary>
    /// <value>Empty, which stands for <c>user.id</c>: the scope of the Map Rank Tracker, Projects and Listing Management APIs.</value>
    public IList<string> Scopes { get; } = [];

    /// <summary>The client identifier to refresh tokens with. The sign-in itself names no client.</summary>
    /// <value>None: tokens are not refreshed, and after 7 days the person signs in again.</value>
    /// <remarks>Unverified: no document says that tokens of this flow can be refreshed at all.</remarks>
    public string? ClientId { get; set; }

    /// <summary>The client secret that goes with <see cref="ClientId"/>.</summary>
    /// <value>None.</value>
    public string? ClientSecret { get; set; }

    /// <summary>The whole address of the token endpoint that refreshes.</summary>
    /// <value>None: <c>/oauth2/access_token</c>, the documented endpoint of the authorization code flow.</value>
    public Uri? RefreshEndpoint { get; set; }

    /// <summary>Shows a person where to approve. Without it, nobody can sign in: only stored tokens are used.</summary>
    /// <param name="prompt">
    /// Shows address and code, and returns as soon as they can be seen; the polling starts then. Its token is cancelled with the sign-in.
    /// </param>
    /// <returns>These settings.</returns>
    public DeviceFlowOptions UsePrompt(Func<DevicePrompt, CancellationToken, Task> prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        _prompt = prompt;
        return this;
    }
}
