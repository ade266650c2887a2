using System.Globalization;
using System.Text;

namespace Semrush.Client.Authentication;

/// <summary>Settings of a <see cref="DeviceFlow"/>; they bind from configuration by these names.</summary>
public sealed class DeviceFlowOptions : TokenFlowOptions
{
    // A field set by a method: configuration cannot make a delegate, and its generated binder rejects such a property.
    internal Func<DevicePrompt, CancellationToken, Task>? _prompt;

    /// <summary>The scopes to ask for, one entry each.</summary>
    /// <value>Empty, which stands for <c>user.id</c>: the scope of the Map Rank Tracker, Projects and Listing Management APIs.</value>
    public IList<string> Scopes { get; } = [];

    /// <summary>Where the device authorization request has its parameters.</summary>
    /// <value><see cref="DeviceCodeParameters.FormAndQuery"/>.</value>
    public DeviceCodeParameters CodeParameters { get; set; }

    /// <summary>The client identifier for refreshes. The sign-in itself sends it by <see cref="DeviceCodeParameters.Form"/>.</summary>
    /// <value>None: tokens are not refreshed, and after 7 days the person signs in again.</value>
    /// <remarks>It is not documented whether tokens of this flow can be refreshed.</remarks>
    public string? ClientId { get; set; }

    /// <summary>The client secret that goes with <see cref="ClientId"/>.</summary>
    /// <value>None. A public client, which has none, needs <see cref="DeviceCodeParameters.Form"/>.</value>
    public string? ClientSecret { get; set; }

    /// <summary>The whole address of the token endpoint that refreshes.</summary>
    /// <value>None: <c>/oauth2/access_token</c>, the documented endpoint of the authorization code flow.</value>
    public Uri? RefreshEndpoint { get; set; }

    /// <summary>Shows a person where to approve. Without it, a sign-in fails: only stored tokens are used.</summary>
    /// <param name="prompt">Shows address and code, on a thread of the pool. It may stay open: the polling continues meanwhile, and the
    /// sign-in does not wait for it. A prompt that fails ends the sign-in. Its token is cancelled when the sign-in ends.</param>
    /// <returns>These settings.</returns>
    public DeviceFlowOptions UsePrompt(Func<DevicePrompt, CancellationToken, Task> prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        _prompt = prompt;
        return this;
    }
}

/// <summary>Where the device authorization request has its parameters.</summary>
public enum DeviceCodeParameters
{
    /// <summary>The scopes in the form body and in the query.</summary>
    FormAndQuery,

    /// <summary>The requests of RFC 8628: scopes and <see cref="DeviceFlowOptions.ClientId"/> in the form body, also of polls.</summary>
    Form,

    /// <summary>The scopes in the query alone; the request has no body.</summary>
    Query,
}

/// <summary>What a person is shown to sign in on another device.</summary>
/// <param name="VerificationUri">The page to open, with the code. It is https, or http to this machine where <c>BaseAddress</c> is.</param>
/// <param name="UserCode">The code to compare with the one on the page, or to enter there; empty where the server gave none.</param>
/// <param name="ExpiresAt">Until when the person can approve.</param>
public sealed record DevicePrompt(Uri VerificationUri, string UserCode, DateTimeOffset ExpiresAt)
{
    // The compiler's text depends on the culture, whose calendar may end before a date of a server.
    private bool PrintMembers(StringBuilder builder)
    {
        var invariant = CultureInfo.InvariantCulture;
        builder.Append(invariant, $"VerificationUri = {VerificationUri}, UserCode = {UserCode}, ExpiresAt = {ExpiresAt:O}");
        return true;
    }
}
