using Semrush.Client.Diagnostics.Internal;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>A flow whose every attempt is counted and logged.</summary>
internal sealed class ObservedFlow(ITokenFlow flow, TokenLog log) : ITokenFlow
{
    public string Name => flow.Name;

    public CredentialHosts Hosts => flow.Hosts;

    public async Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
        => (await ObserveAsync(async () => await flow.SignInAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))!;

    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => ObserveAsync(() => flow.RenewAsync(tokens, cancellationToken));

    private async Task<TokenSet?> ObserveAsync(Func<Task<TokenSet?>> attempt)
    {
        TokenSet? tokens;
        try
        {
            tokens = await attempt().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Failed(exception);
            throw;
        }

        // A flow that cannot refresh has not tried anything.
        if (tokens is not null)
            TrySucceeded(tokens);
        return tokens;
    }

    private void TrySucceeded(TokenSet tokens)
    {
        try
        {
            Succeeded(tokens);
        }
        catch (Exception)
        {
            // A logger or a listener of the application failed. The refresh token before these tokens is spent: they must not be lost for that.
        }
    }

    private void Succeeded(TokenSet tokens)
    {
        Telemetry.TokenRenewals.Add(1, new KeyValuePair<string, object?>(TagNames.Flow, Name));
        log.Obtained(Name, tokens.ExpiresAt);
    }

    private void Failed(Exception exception)
    {
        Telemetry.TokenRenewals.Add(1, new(TagNames.Flow, Name), new(TagNames.Error, exception.GetType().FullName));
        // Only the texts of our own exceptions are known to hold no secret.
        log.Failed(Name, (exception as SemrushApiException)?.Message ?? exception.GetType().Name);
    }
}
