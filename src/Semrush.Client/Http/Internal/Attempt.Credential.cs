using System.Net;
using System.Net.Http.Headers;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <remarks>A request without a credential is not sent. A token that the API rejects is refreshed at most once in a call.</remarks>
internal sealed partial class Attempt
{
    private TokenManager? Manager => (credential as BaseBearerTokenAuthenticationProvider)?.AccessTokenProvider as TokenManager;

    // Before the first attempt, there is no time limit, as a person may have to sign in.
    private async ValueTask AuthenticateAsync(Call call, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (call.Attempts == 0)
        {
            await AuthenticateAsync(message, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var limit = new TimeLimit(call.TimeLeft, time, cancellationToken);
        try
        {
            await AuthenticateAsync(message, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.HasPassed(cancellationToken))
        {
            throw OutOfTime(call, exception);
        }
    }

    private ValueTask AuthenticateAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        switch (credential is ChangingCredential settings ? settings.Current : credential)
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

    private static async ValueTask AddBearerAsync(
        HttpRequestMessage message, IAccessTokenProvider tokens, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAuthorizationTokenAsync(message.RequestUri!, null, cancellationToken).ConfigureAwait(false);
        // Checked here, because the exception of the header would contain a malformed token.
        if (string.IsNullOrEmpty(token) || CredentialText.FindFault(token, nameof(token)) is not null)
            throw CredentialErrors.Missing(message.RequestUri!);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    // Another provider writes to a Kiota request. Its address and headers are copied to the message.
    private static async ValueTask AddFromKiotaAsync(
        HttpRequestMessage message, IAuthenticationProvider provider, CancellationToken cancellationToken)
    {
        var request = new RequestInformation { URI = message.RequestUri! };
        await provider.AuthenticateRequestAsync(request, null, cancellationToken).ConfigureAwait(false);
        var written = request.URI != message.RequestUri; // a provider may add a key to the query
        var credentials = Values(request.URI.Query).Except(Values(message.RequestUri!.Query)).ToList();
        message.RequestUri = request.URI;
        foreach (var header in request.Headers)
        {
            written |= message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            credentials.AddRange(header.Value);
        }

        if (!written && provider is not AnonymousAuthenticationProvider)
            throw CredentialErrors.Missing(message.RequestUri!);
        ((ApiRequest.Content)message.Content!).Credentials = [.. credentials.Where(Redaction.IsTelling)];
    }

    private static IEnumerable<string> Values(string query)
        => query.TrimStart('?').Split('&').Select(static part => Uri.UnescapeDataString(part[(part.IndexOf('=') + 1)..]));

    // A rejected token is refreshed. If it cannot be refreshed, it is sent a second time, and dropped if it is rejected again.
    private async ValueTask<ApiResponse> RefreshAndRetryAsync(Call call, ApiResponse rejected, CancellationToken cancellationToken)
    {
        call.HasRefreshed = true;
        if (rejected.Credential is not { } token || Manager is not { } manager)
            return rejected;
        var next = await ChangeTokenAsync(call, rejected, limit => manager.RenewAsync(token, limit), cancellationToken)
            .ConfigureAwait(false);
        // An operation of the class Never is not sent twice. The next call uses the new token.
        if (next is null || call.Operation.Retry is RetryClass.Never)
            return rejected;

        // The failure of the call, if the second request is not sent.
        using (rejected)
            call.Fail(errors.Read(rejected));
        if (next != token)
            log.Refreshed(call.Operation.Name);
        var second = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (second.Status == HttpStatusCode.Unauthorized && second.Credential == token && second.Error.IsApi)
        {
            await ChangeTokenAsync(
                call,
                second,
                async limit =>
                {
                    await manager.DropAsync(token, limit).ConfigureAwait(false);
                    return null;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return second;
    }

    // If the change fails, the call fails with the response.
    private async ValueTask<string?> ChangeTokenAsync(
        Call call, ApiResponse rejected, Func<CancellationToken, Task<string?>> change, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = new TimeLimit(call.TimeLeft, time, cancellationToken);
            return await change(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            rejected.RefreshFailure = exception;
            return null;
        }
        catch
        {
            rejected.Dispose();
            throw;
        }
    }
}
