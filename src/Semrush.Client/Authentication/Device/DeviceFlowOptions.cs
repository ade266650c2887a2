namespace Semrush.Client.Authentication;

/// <summary>Settings of a <see cref="DeviceFlow"/>; they bind from configuration by these names.</summary>
public sealed class DeviceFlowOptions : TokenFlowOptions
{
    // A field set by a method: configuration cannot make a delegate, and its generated binder rejects such a property.
    internal Func<DevicePrompt, CancellationToken, Task>? _prompt;

    /// <summary>The scopes to ask for, one entry each.</summary>
    /// <value>Empty, which stands for <c>user.id</c>: the scope of the Map Rank Tracker, Projects and Listing Management APIs.</value>
    public IList<string> Scopes { get; } = [];

    /// <summary>Where the request for a code has its parameters.</summary>
    /// <value><see cref="DeviceCodeParameters.FormAndQuery"/>.</value>
    public DeviceCodeParameters CodeParameters { get; set; }

    /// <summary>The client identifier to refresh tokens with. The sign-in itself names it with <see cref="DeviceCodeParameters.Form"/> only.</summary>
    /// <value>None: tokens are not refreshed, and after 7 days the person signs in again.</value>
    /// <remarks>No document says that tokens of this flow can be refreshed at all.</remarks>
    public string? ClientId { get; set; }

    /// <summary>The client secret that goes with <see cref="ClientId"/>.</summary>
    /// <value>None. A public client, which has none, needs <see cref="DeviceCodeParameters.Form"/>.</value>
    public string? ClientSecret { get; set; }

    /// <summary>The whole address of the token endpoint that refreshes.</summary>
    /// <value>None: <c>/oauth2/access_token</c>, the documented endpoint of the authorization code flow.</value>
    public Uri? RefreshEndpoint { get; set; }

    /// <summary>Shows a person where to approve. Without it, nobody can sign in: only stored tokens are used.</summary>
    /// <param name="prompt">
    /// Shows address and code, on a thread of the pool. It may stay open: the polling goes on meanwhile, and the sign-in does not wait for
    /// it. A prompt that fails ends the sign-in. Its token is cancelled when the sign-in ends.
    /// </param>
    /// <returns>These settings.</returns>
    public DeviceFlowOptions UsePrompt(Func<DevicePrompt, CancellationToken, Task> prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        _prompt = prompt;
        return this;
    }
}

/// <summary>Where the request for a device code has its parameters.</summary>
public enum DeviceCodeParameters
{
    /// <summary>The scopes in the form body and in the query.</summary>
    FormAndQuery,

    /// <summary>The scopes in the form body alone, and <see cref="DeviceFlowOptions.ClientId"/> with them and with each poll, where it is set: the requests of RFC 8628.</summary>
    Form,

    /// <summary>The scopes in the query alone; the request has no body.</summary>
    Query,
}
