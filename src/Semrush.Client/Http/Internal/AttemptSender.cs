using System.Net;
using System.Runtime.CompilerServices;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>One attempt: waits for its permit, takes a fresh credential, sends, and reads the body. A rejected token is refreshed once.</summary>
internal sealed class AttemptSender(
    HttpClient http,
    Authenticator authenticator,
    CallLimits? limits,
    AttemptClock clock,
    ErrorReader errors,
    RetrySettings settings,
    CallLog log,
    ClientLifetime lifetime)
{
    private const int BodyLimit = 64 * 1024 * 1024;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Exchange> SendAsync(Call call, CancellationToken cancellationToken)
    {
        var exchange = await AttemptAsync(call, cancellationToken).ConfigureAwait(false);
        if (exchange.Status == HttpStatusCode.Unauthorized && call.Operation.Authenticated && !call.HasRenewed)
            exchange = await RenewAndRepeatAsync(call, exchange, cancellationToken).ConfigureAwait(false);
        call.Status = (int)exchange.Status;
        if (call.Activity is { IsAllDataRequested: true })
            call.RequestId = exchange.ReadRequestId();
        if (exchange.IsSuccess && !exchange.IsCut)
            return exchange;
        using (exchange)
        {
            var failure = exchange.IsSuccess ? errors.Unexpected(exchange, FormattableString.Invariant($"with more than {BodyLimit:N0} bytes")) : errors.Read(exchange);
            if (call.Request.IsForwarded && !exchange.IsCut)
                call.Request.Refuse(exchange.Detach());
            throw failure;
        }
    }

    // A token that the API rejects is refreshed once, or sent a second time where it cannot be: it is dropped when that is rejected as well.
    private async ValueTask<Exchange> RenewAndRepeatAsync(Call call, Exchange refused, CancellationToken cancellationToken)
    {
        // What a gateway says of a request says nothing of the token.
        if (!IsOfApi(refused))
            return refused;
        call.HasRenewed = true;
        var rejected = refused.Credential;
        var token = await ChangeTokenAsync(call, refused, authenticator.RenewAsync, cancellationToken).ConfigureAwait(false);
        // An operation that spends something is not sent twice, whatever the first response was; the next call has the new token.
        if (token is null || call.Operation.Retry is RetryClass.Never)
            return refused;

        // What it said is what there is to tell, should the second request not be sent.
        using (refused)
            call.Fail(errors.Read(refused));
        if (token != rejected)
            log.Renewed(call);
        var second = await AttemptAsync(call, cancellationToken).ConfigureAwait(false);
        if (second.Status == HttpStatusCode.Unauthorized && second.Credential == rejected && IsOfApi(second))
            await ChangeTokenAsync(call, second, authenticator.DropAsync, cancellationToken).ConfigureAwait(false);
        return second;
    }

    private static bool IsOfApi(Exchange exchange) => ErrorShape.Read(exchange.Body.Span).IsApi;

    // When the change fails, the response is the one that tells what is wrong.
    private async ValueTask<string?> ChangeTokenAsync(
        Call call, Exchange refused, Func<string?, CancellationToken, ValueTask<string?>> change, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = clock.Start(call.TimeLeft, cancellationToken);
            return await change(refused.Credential, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            refused.RenewalFailure = exception;
            return null;
        }
        catch
        {
            refused.Dispose();
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Exchange> AttemptAsync(Call call, CancellationToken cancellationToken)
    {
        using var message = call.Request.CreateMessage();
        using var permit = limits is null ? null : await EnterAsync(limits, call, cancellationToken).ConfigureAwait(false);
        if (call.Operation.Authenticated)
            await AuthenticateAsync(call, message, cancellationToken).ConfigureAwait(false);
        Route.DemandPrivacy(http, message.RequestUri!);
        message.Permit = permit;
        permit?.Start();
        call.Begin();
        var exchange = await SendAsync(call, message, cancellationToken).ConfigureAwait(false);
        permit?.Answer();
        return exchange;
    }

    // Outside the time limit before the first attempt: somebody may have to sign in.
    private ValueTask AuthenticateAsync(Call call, ApiRequestMessage message, CancellationToken cancellationToken) => call.Attempts == 0
        ? authenticator.AuthenticateAsync(message, cancellationToken)
        : AuthenticateAgainAsync(call, message, cancellationToken);

    private async ValueTask AuthenticateAgainAsync(Call call, ApiRequestMessage message, CancellationToken cancellationToken)
    {
        using var limit = clock.Start(call.TimeLeft, cancellationToken);
        try
        {
            await authenticator.AuthenticateAsync(message, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw OutOfTime(call, exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Exchange> SendAsync(Call call, ApiRequestMessage message, CancellationToken cancellationToken)
    {
        // HttpClient stops its own clock when the headers are there; the time limit includes the body.
        using var limit = clock.Start(Durations.ShorterLimit(http.Timeout, call.AttemptLimit), cancellationToken, lifetime.ConnectionsClosed);
        CallTelemetry.Attempt(call);
        try
        {
            return await Exchange.SendAsync(http, call.Request, message, BodyLimit, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (message.IsResent || exception is not (SemrushApiException or ObjectDisposedException))
        {
            // A stream that is cancelled may say that it broke.
            cancellationToken.ThrowIfCancellationRequested();
            throw FailureOf(call, message, exception, limit.Token.IsCancellationRequested);
        }
    }

    private Exception FailureOf(Call call, ApiRequestMessage message, Exception exception, bool isOutOfTime)
    {
        if (message.IsResent)
            return SemrushConnectionException.Resent(call.Operation, exception);
        var timedOut = isOutOfTime || exception is OperationCanceledException { InnerException: TimeoutException };
        if (lifetime.ConnectionsClosed.IsCancellationRequested || (lifetime.IsOver && exception is OperationCanceledException && !timedOut))
            return new ObjectDisposedException("The client was disposed while a call was under way.", UnreadableAnswer.Unquoted(exception));
        if (timedOut)
            return SemrushConnectionException.TimedOut(call.Operation, settings.TimeoutAdvice, exception, neverSent: !message.IsSent);
        // What a connection must not be made for says so itself.
        if (exception.InnerException is SemrushApiException known)
            return known;
        // Neither the caller nor a time limit: the connection, or a handler of the application that has given it up.
        var fault = ConnectionFault.Of(exception, message.RequestUri!, Route.ProxyFor(http, message.RequestUri!), message.IsSent);
        return SemrushConnectionException.NoAnswer(call.Operation, exception, fault);
    }

    private async ValueTask<CallPermit> EnterAsync(CallLimits limits, Call call, CancellationToken cancellationToken)
    {
        // The first attempt has a limit of its own for its wait, far beyond a queue of thousands. A bulk's gives way as long as it takes.
        var (isRetry, longest) = (call.Attempts > 0, call.IsBulk ? Timeout.InfiniteTimeSpan : settings.MaxWait);
        using var limit = clock.Start(isRetry ? call.TimeLeft : longest, cancellationToken);
        var entering = limits.EnterAsync(call.Operation, isRetry, call.IsBulk, limit.Token);
        if (entering.IsCompletedSuccessfully)
            return entering.Result;
        var since = clock.Now;
        try
        {
            return await entering.ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw isRetry ? OutOfTime(call, exception) : SemrushConnectionException.WaitedTooLong(call.Operation, longest, exception);
        }
        catch (SemrushApiException) when (call.Failure is not null)
        {
            // A limiter that refuses to let it be sent again: what Semrush said tells more.
            throw call.Failure;
        }
        finally
        {
            var waited = clock.Since(since);
            CallTelemetry.Waited(call, waited);
            log.Waited(call.Operation.Name, waited.TotalMilliseconds);
        }
    }

    // What the last attempt ended with tells more than that there is no time for another.
    private SemrushApiException OutOfTime(Call call, Exception exception)
        => call.Failure ?? SemrushConnectionException.TimedOut(call.Operation, settings.TimeoutAdvice, exception);
}
