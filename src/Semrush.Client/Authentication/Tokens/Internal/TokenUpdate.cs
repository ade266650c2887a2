using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Semrush.Client.Authentication.Stores.Internal;
using Semrush.Client.Diagnostics.Internal;

namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>One update of the stored tokens, under the lock of the store.</summary>
/// <remarks>While a call waits for a replacement of a rejected token, no person is asked to sign in. The next call signs in.</remarks>
internal sealed class TokenUpdate(ITokenFlow flow, TimeProvider time, ILogger log, CachedToken? cached = null, string? rejected = null)
{
    private Exception? _flowFailure;

    // The result, where it is not just what the store has in the end.
    private RefreshResult? _result;

    /// <summary>Whether the update is a sign-in, regardless of the tokens in the store.</summary>
    public bool IsSignIn { get; init; }

    /// <summary>The tokens to save. A store that calls the change again, as after a failed write, gets them once more.</summary>
    public TokenSet? Obtained { get; set; }

    /// <summary>The tokens in the store before its lock was waited for.</summary>
    public TokenSet? Read { get; set; }

    public bool IsFresh(TokenSet tokens) => tokens.AccessToken != rejected && new CachedToken(tokens).IsFreshAt(time.GetUtcNow());

    /// <summary>Whether the flow failed, and not the store that called it.</summary>
    public bool IsOfFlow(Exception exception) => ReferenceEquals(exception, _flowFailure);

    /// <summary>Updates the tokens as they are under the lock: another process may have refreshed them since they were read.</summary>
    public async Task<TokenSet?> ChangeAsync(TokenSet? stored, CancellationToken cancellationToken)
    {
        if (Obtained is not null)
            return Obtained;
        // A store that calls the change again has other tokens by now.
        _result = null;
        var current = IsSignIn ? null : Newest(stored);
        if (current is null)
            return await SignInUnlessRejectedAsync(null, cancellationToken).ConfigureAwait(false);
        if (IsFresh(current))
            return current;
        // The last point for a cancellation: later, it would lose the tokens that the refresh token is exchanged for.
        cancellationToken.ThrowIfCancellationRequested();
        var refreshed = await RefreshAsync(current).ConfigureAwait(false);
        if (refreshed is not null || _result is not null)
            return refreshed;
        // Tokens that cannot be refreshed are used as long as they last, also after one rejected request.
        return Lasts(current)
            ? Keep(new(current, current.ExpiresAt))
            : await SignInUnlessRejectedAsync(current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The result once the store has the tokens.</summary>
    public RefreshResult Saved(TokenSet? tokens) => _result ?? new(tokens is null ? null : new CachedToken(tokens));

    /// <summary>The result where the store failed: new tokens together with the failure, else older ones that still last.</summary>
    public RefreshResult Unsaved(Exception failure)
    {
        if (_result is { } result)
            return result;
        var now = time.GetUtcNow();
        if (Obtained is not null)
            return new(CachedToken.WithRetry(Obtained, now, isSaved: false), StoreErrors.NotSaved(failure));
        if (cached is not null && IsUsable(cached.Tokens))
            return new(CachedToken.WithRetry(cached.Tokens, now, isSaved: cached.IsSaved));
        return Read is not null && IsUsable(Read) ? new(CachedToken.WithRetry(Read, now)) : new(cached, StoreErrors.Failed(failure));
    }

    private async Task<TokenSet?> RefreshAsync(TokenSet current)
    {
        try
        {
            return await ObserveAsync(() => flow.RenewAsync(current, CancellationToken.None)).ConfigureAwait(false);
        }
        // Semrush's endpoint returns invalid_request where RFC 6749 has invalid_grant. Any other failure keeps the refresh token.
        catch (SemrushAuthenticationException exception) when (
            exception is { Facts.IsOAuth: true, ErrorCode: "invalid_grant" or "invalid_request" })
        {
            // The access token may last although the refresh token is invalid.
            if (IsUsable(current))
                return Keep(new(current, current.ExpiresAt));
            _result = new(null, exception);
            return null;
        }
        catch (SemrushApiException exception) when (IsUsable(current))
        {
            return Keep(CachedToken.WithRetry(current, time.GetUtcNow(), exception.RetryAfter));
        }
    }

    private async Task<TokenSet?> SignInUnlessRejectedAsync(TokenSet? current, CancellationToken cancellationToken)
    {
        if (rejected is null)
            return await ObserveAsync(SignInAsync).ConfigureAwait(false);
        _result = new(null);
        return current;

        async Task<TokenSet?> SignInAsync() => await flow.SignInAsync(cancellationToken).ConfigureAwait(false)
            ?? throw StoreErrors.New("There is no access token.", "Sign in: call TokenManager.SignInAsync.");
    }

    private async Task<TokenSet?> ObserveAsync(Func<Task<TokenSet?>> request)
    {
        try
        {
            Obtained = await request().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _flowFailure = exception;
            if (exception is not OperationCanceledException)
                Report(exception);
            throw;
        }

        // A flow that cannot refresh has sent no request.
        if (Obtained is not null)
            Report(failure: null);
        return Obtained;
    }

    private void Report(Exception? failure)
    {
        try
        {
            var tags = new TagList { { TagNames.Flow, flow.Name } };
            if (failure is not null)
                tags.Add(TagNames.Error, failure.GetType().FullName);
            Telemetry.TokenRenewals.Add(1, tags);
            if (failure is null)
                log.Obtained(flow.Name, Obtained!.ExpiresAt);
            else // Only the texts of this library's exceptions are known to contain no secret.
                log.Failed(flow.Name, (failure as SemrushApiException)?.Message ?? failure.GetType().Name);
        }
        catch (Exception)
        {
            // A logger or a listener of the application failed. The tokens are kept, as the refresh token before them is spent.
        }
    }

    private TokenSet? Newest(TokenSet? stored)
        => cached is { IsSaved: false } && (stored is null || stored.ObtainedAt < cached.Tokens.ObtainedAt) ? cached.Tokens : stored;

    private bool IsUsable(TokenSet tokens) => tokens.AccessToken != rejected && Lasts(tokens);

    private bool Lasts(TokenSet tokens) => time.GetUtcNow() < tokens.ExpiresAt;

    private TokenSet Keep(CachedToken token)
    {
        _result = new(token);
        return token.Tokens;
    }
}

/// <summary>A token in memory. Its task is created once, so that a call with a cached token allocates nothing.</summary>
internal sealed class CachedToken(TokenSet tokens, DateTimeOffset? freshUntil = null)
{
    private readonly DateTimeOffset _freshFrom = FreshFrom(tokens);
    private readonly DateTimeOffset _freshUntil = freshUntil ?? tokens.RenewAt;

    public TokenSet Tokens { get; } = tokens;

    public Task<string> Token { get; } = Task.FromResult(tokens.AccessToken);

    /// <summary>Whether the store has these tokens.</summary>
    public bool IsSaved { get; init; } = true;

    /// <summary>Whether the token is used without a look at the store.</summary>
    public bool IsFreshAt(DateTimeOffset now) => now >= _freshFrom && now < _freshUntil;

    /// <summary>A token that could not be refreshed or saved: it stays in use, until the next try after a tenth of its time.</summary>
    public static CachedToken WithRetry(TokenSet tokens, DateTimeOffset now, TimeSpan? notBefore = null, bool isSaved = true)
    {
        var left = tokens.ExpiresAt - now;
        var pause = left / 10 + TimeSpan.FromSeconds(1);
        if (notBefore > pause)
            pause = notBefore.Value;
        return new(tokens, pause < left ? now + pause : tokens.ExpiresAt) { IsSaved = isSaved };
    }

    // After the clock was set back by more than the margin, the age of the token is unknown.
    private static DateTimeOffset FreshFrom(TokenSet tokens)
        => tokens.ExpiresAt - tokens.RenewAt is var margin && margin < tokens.ObtainedAt - DateTimeOffset.MinValue
            ? tokens.ObtainedAt - margin
            : DateTimeOffset.MinValue;
}

/// <summary>The result of a refresh. It has both parts where new tokens could not be saved: they are usable.</summary>
internal readonly record struct RefreshResult(CachedToken? Token, Exception? Failure = null);
