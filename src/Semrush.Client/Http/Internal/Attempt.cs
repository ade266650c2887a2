using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Kiota.Abstractions.Authentication;
using Polly;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Runs one attempt of a call: waits for a permit, adds the credential, sends the request and reads the response.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="credential">The credential; null if there is none.</param>
/// <param name="limits">The limits; null if they are turned off.</param>
/// <param name="errors">Creates exceptions from responses.</param>
/// <param name="settings">The settings.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
/// <param name="disposed">Is cancelled when the client is disposed.</param>
/// <param name="closed">
/// Is cancelled when the connections are closed. Disposing an <see cref="HttpClient"/> does not end the reading of a body.
/// </param>
internal sealed partial class Attempt(
    HttpClient http,
    IAuthenticationProvider? credential,
    AccountLimits? limits,
    ErrorReader errors,
    Call.Settings settings,
    TimeProvider time,
    ILogger log,
    CancellationToken disposed,
    CancellationToken closed)
{
    // Pooled state machines, here and in the methods that this calls, save a kilobyte per call.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<T>> RunAsync<TInfo, T>(
        Call call, TInfo info, Func<ApiResponse, TInfo, T> read, CancellationToken cancellationToken)
    {
        ApiResponse? response = null;
        try
        {
            response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
            var isRejected = response.Status == HttpStatusCode.Unauthorized && call.Operation.Authenticated;
            if (isRejected && !call.HasRefreshed && response.Error.IsApi)
                response = await RefreshAndRetryAsync(call, response, cancellationToken).ConfigureAwait(false);
            call.Status = (int)response.Status;
            if (call.Activity is { IsAllDataRequested: true })
                call.RequestId = response.ReadRequestId();
            var result = response.IsSuccess && !response.IsCut ? read(response, info) : throw errors.Fail(call, response);
            // Set first: an exception of OnResponse is not retried.
            call.HasSucceeded = true;
            call.Request.OnResponse?.Invoke(response.ToResponse(call.Attempts));
            return Outcome.FromResult(result);
        }
        catch (SemrushApiException exception)
        {
            call.Fail(exception);
            if (exception.StatusCode == HttpStatusCode.TooManyRequests && exception.Operation == call.Operation.Name)
                limits?.PauseFor(settings.PauseAfter(exception.RetryAfter, call.Attempts - 1));
            return Outcome.FromException<T>(exception);
        }
        catch (OperationCanceledException exception)
            when (cancellationToken.IsCancellationRequested && exception.CancellationToken != cancellationToken)
        {
            // The exception must contain the caller's token and not that of the time limit.
            return Outcome.FromException<T>(new OperationCanceledException(exception.Message, exception, cancellationToken));
        }
        finally
        {
            response?.Dispose();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ApiResponse> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var message = call.Request.CreateMessage(out var content);
        using var permit = limits is null ? null : await EnterAsync(limits, call, cancellationToken).ConfigureAwait(false);
        if (call.Operation.Authenticated)
            await AuthenticateAsync(call, message, cancellationToken).ConfigureAwait(false);
        // A proxy could read the credential of plain http.
        if (message.RequestUri!.Scheme == Uri.UriSchemeHttp && Route.ProxyFor(http, message.RequestUri) is { } proxy)
            throw CredentialErrors.Proxied(message.RequestUri, proxy);
        content.Permit = permit;
        permit?.Start();
        call.Begin();
        Telemetry.Attempt(call);
        // The timeout of HttpClient ends with the headers. This time limit includes the body.
        using var limit = new TimeLimit(call.AttemptLimit(http.Timeout), time, cancellationToken, closed);
        try
        {
            var response = await ApiResponse.SendAsync(http, call.Request, message, errors, limit.Token).ConfigureAwait(false);
            permit?.Respond();
            return response;
        }
        catch (Exception exception) when (content.IsResent || exception is not (SemrushApiException or ObjectDisposedException))
        {
            // A cancelled stream may throw another exception than OperationCanceledException.
            cancellationToken.ThrowIfCancellationRequested();
            throw FailureOf(call, message.RequestUri!, content, exception, limit.Token.IsCancellationRequested);
        }
    }

    private Exception FailureOf(Call call, Uri address, ApiRequest.Content content, Exception exception, bool isOutOfTime)
    {
        if (content.IsResent)
            return SemrushConnectionException.Resent(call.Operation, exception);
        var timedOut = isOutOfTime || exception is OperationCanceledException { InnerException: TimeoutException };
        if (closed.IsCancellationRequested || (disposed.IsCancellationRequested && exception is OperationCanceledException && !timedOut))
            return new ObjectDisposedException("The client was disposed while a call was under way.", ConnectionFault.Unquoted(exception));
        if (timedOut)
            return SemrushConnectionException.TimedOut(call.Operation, settings.TimeoutAdvice, exception, neverSent: !content.IsSent);
        // The connector rejected the connection.
        if (exception.InnerException is SemrushApiException known)
            return known;
        // The remaining causes are the connection and a handler of the application.
        var fault = ConnectionFault.Of(exception, address, Route.ProxyFor(http, address), content.IsSent);
        return SemrushConnectionException.NoResponse(call.Operation, exception, fault);
    }

    private async ValueTask<Limiter.Permit?> EnterAsync(AccountLimits limits, Call call, CancellationToken cancellationToken)
    {
        // The first attempt waits for up to MaxWait, a bulk call without a limit, a retry for the rest of the total timeout.
        var (isRetry, longest) = (call.Attempts > 0, call.IsBulk ? Timeout.InfiniteTimeSpan : settings.MaxWait);
        using var limit = new TimeLimit(isRetry ? call.TimeLeft : longest, time, cancellationToken);
        var entering = limits.EnterAsync(call.Operation, settings, isRetry, call.IsBulk, limit.Token);
        if (entering.IsCompletedSuccessfully)
            return entering.Result;
        var since = time.GetTimestamp();
        try
        {
            return await entering.ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.HasPassed(cancellationToken))
        {
            throw isRetry ? OutOfTime(call, exception) : SemrushConnectionException.WaitedTooLong(call.Operation, longest, exception);
        }
        catch (SemrushApiException) when (call.Failure is not null)
        {
            // A limiter rejected the retry. The failure of the last attempt is more specific.
            throw call.Failure;
        }
        finally
        {
            var waited = time.GetElapsedTime(since);
            Telemetry.Waited(call, waited);
            log.Waited(call.Operation.Name, waited.TotalMilliseconds);
        }
    }

    // The failure of the last attempt is more specific than the timeout.
    private SemrushApiException OutOfTime(Call call, Exception exception)
        => call.Failure ?? SemrushConnectionException.TimedOut(call.Operation, settings.TimeoutAdvice, exception);

    // A time limit on the clock of the client, linked to the caller's token.
    private sealed class TimeLimit : CancellationTokenSource
    {
        private readonly CancellationTokenRegistration _caller;
        private readonly CancellationTokenRegistration _closed;

        public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken caller, CancellationToken closed = default)
            : base(limit, time)
            => (_caller, _closed) = (Forward(caller), Forward(closed));

        /// <summary>Whether the time has passed, and the caller has not cancelled.</summary>
        public bool HasPassed(CancellationToken caller) => IsCancellationRequested && !caller.IsCancellationRequested;

        protected override void Dispose(bool disposing)
        {
            _caller.Dispose();
            _closed.Dispose();
            base.Dispose(disposing);
        }

        private CancellationTokenRegistration Forward(CancellationToken token)
            => token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), this);
    }
}
