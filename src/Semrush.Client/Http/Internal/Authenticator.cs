using System.Net.Http.Headers;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Puts the credential on a message. What cannot be authenticated is not sent.</summary>
internal sealed class Authenticator(IAuthenticationProvider? provider)
{
    public ValueTask AuthenticateAsync(ApiRequestMessage message, CancellationToken cancellationToken)
    {
        switch (provider is ChangingCredential settings ? settings.Current : provider)
        {
            case null:
                throw CredentialErrors.Missing(message.RequestUri!);
            case ApiKeyCredential key:
                message.Headers.Authorization = key.HeaderFor(message.RequestUri!);
                return ValueTask.CompletedTask;
            case BaseBearerTokenAuthenticationProvider bearer:
                return AddBearerAsync(message, bearer.AccessTokenProvider, cancellationToken);
            case { } other:
                return AddFromKiotaAsync(message, other, cancellationToken);
        }
    }

    /// <summary>Replaces a token that the API has rejected.</summary>
    /// <returns>The token for a second request: the same one where it cannot be refreshed, none where there is nothing to send it with.</returns>
    public async ValueTask<string?> RenewAsync(string? rejected, CancellationToken cancellationToken)
        => rejected is not null && Manager is { } manager ? await manager.RenewAsync(rejected, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Drops a token that the API has rejected twice.</summary>
    /// <returns>Always none: there is no token for a further request.</returns>
    public async ValueTask<string?> DropAsync(string? rejected, CancellationToken cancellationToken)
    {
        if (rejected is not null && Manager is { } manager)
            await manager.DropAsync(rejected, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private TokenManager? Manager => (provider as BaseBearerTokenAuthenticationProvider)?.AccessTokenProvider as TokenManager;

    private static async ValueTask AddBearerAsync(ApiRequestMessage message, IAccessTokenProvider tokens, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAuthorizationTokenAsync(message.RequestUri!, null, cancellationToken).ConfigureAwait(false);
        // Checked here, because the header would repeat a malformed token in its complaint.
        if (string.IsNullOrEmpty(token) || CredentialText.FindFault(token, nameof(token)) is not null)
            throw CredentialErrors.Missing(message.RequestUri!);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static IEnumerable<string> Values(string query)
        => query.TrimStart('?').Split('&').Select(static part => Uri.UnescapeDataString(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    // Any other provider a user brings: it writes to Kiota's description of a request, which is copied back.
    private static async ValueTask AddFromKiotaAsync(ApiRequestMessage message, IAuthenticationProvider provider, CancellationToken cancellationToken)
    {
        var request = new RequestInformation { URI = message.RequestUri! };
        await provider.AuthenticateRequestAsync(request, null, cancellationToken).ConfigureAwait(false);
        var written = request.URI != message.RequestUri; // a key may go into the query
        var credentials = Values(request.URI.Query).Except(Values(message.RequestUri!.Query)).ToList();
        message.RequestUri = request.URI;
        foreach (var header in request.Headers)
        {
            written |= message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            credentials.AddRange(header.Value);
        }

        if (!written && provider is not AnonymousAuthenticationProvider)
            throw CredentialErrors.Missing(message.RequestUri!);
        message.Credentials = [.. credentials.Where(Redaction.IsTelling)];
    }
}
