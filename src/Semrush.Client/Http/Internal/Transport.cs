using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Semrush.Client.Http.Internal;

/// <summary>Sends what the generated methods state: authenticates, sends, unwraps, and turns every failure into one family of exceptions.</summary>
internal sealed class Transport(HttpClient http, Authenticator authenticator, ServerAddress server, TimeSpan timeout, TimeProvider time)
{
    private const int BodyLimit = 64 * 1024 * 1024;

    private readonly ErrorReader _errors = new(time);

    /// <summary>The address to use for the server that a contract names.</summary>
    public string Resolve(string contractServer) => server.Resolve(contractServer);

    public Task<T> SendAsync<TEnvelope, T>(ApiCall call, JsonTypeInfo<TEnvelope> type, CancellationToken cancellationToken)
        where TEnvelope : class, IEnvelope<T>
        where T : class
        => UnwrapAsync<TEnvelope, T>(call.Prepare(), type, cancellationToken);

    public Task<T> SendAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
        => ReadAsync(call.Prepare(), type, cancellationToken);

    public Task SendAsync(ApiCall call, CancellationToken cancellationToken) => ConfirmAsync(call.Prepare(), cancellationToken);

    private async Task<T> UnwrapAsync<TEnvelope, T>(PreparedRequest request, JsonTypeInfo<TEnvelope> type, CancellationToken cancellationToken)
        where TEnvelope : class, IEnvelope<T>
        where T : class
    {
        using var exchange = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        var envelope = Deserialize(exchange, type);
        if (envelope?.Meta?.Success == false)
            throw _errors.Read(exchange);
        return envelope?.Data ?? throw _errors.Unexpected(exchange, "without the data that its contract promises");
    }

    private async Task<T> ReadAsync<T>(PreparedRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var exchange = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (ErrorShape.IsFailure(exchange.Body.Span))
            throw _errors.Read(exchange);
        return Deserialize(exchange, type) ?? throw _errors.Unexpected(exchange, "without a body");
    }

    private async Task ConfirmAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        using var exchange = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (ErrorShape.IsFailure(exchange.Body.Span))
            throw _errors.Read(exchange);
        // A portal or a proxy says 200, too; what it sends is not an answer of Semrush.
        if (!exchange.Body.IsEmpty && !ErrorShape.IsJson(exchange.Body.Span))
            throw _errors.Unexpected(exchange, "with a body that is not JSON");
    }

    private async Task<Exchange> ExchangeAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        var exchange = await AttemptAsync(request, cancellationToken).ConfigureAwait(false);
        if (exchange.Status == HttpStatusCode.Unauthorized && request.Operation.Authenticated)
            exchange = await RenewAndRepeatAsync(request, exchange, cancellationToken).ConfigureAwait(false);
        if (exchange.IsSuccess && !exchange.IsCut)
            return exchange;
        using (exchange)
            throw exchange.IsSuccess ? _errors.Unexpected(exchange, $"with more than {BodyLimit:N0} bytes") : _errors.Read(exchange);
    }

    // A token that was refused is renewed once. When that fails, the first answer is the one that tells what is wrong.
    private async Task<Exchange> RenewAndRepeatAsync(PreparedRequest request, Exchange refused, CancellationToken cancellationToken)
    {
        try
        {
            // An operation that spends something is not sent twice, whatever the first answer was; the next call has the new token.
            if (!await authenticator.RenewAsync(refused.Credential, cancellationToken).ConfigureAwait(false) || request.Operation.Retry is RetryClass.Never)
                return refused;
        }
        catch (SemrushApiException exception)
        {
            refused.RenewalFailure = exception;
            return refused;
        }
        catch
        {
            refused.Dispose();
            throw;
        }

        refused.Dispose();
        return await AttemptAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Exchange> AttemptAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        using var message = request.CreateMessage();
        // Outside the time limit: somebody may have to sign in first.
        if (request.Operation.Authenticated)
            await authenticator.AuthenticateAsync(message, cancellationToken).ConfigureAwait(false);

        // HttpClient stops its own clock when the headers are there; the time limit includes the body.
        using var limit = new CancellationTokenSource(Shorter(http.Timeout, timeout), time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await Exchange.SendAsync(http, request, message, BodyLimit, linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw SemrushConnectionException.NoAnswer(request.Operation, exception);
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SemrushConnectionException.TimedOut(request.Operation, exception);
        }
    }

    // An infinite time is written as minus one millisecond.
    private static TimeSpan Shorter(TimeSpan one, TimeSpan other)
        => one == Timeout.InfiniteTimeSpan || (other != Timeout.InfiniteTimeSpan && other < one) ? other : one;

    private T? Deserialize<T>(Exchange exchange, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return exchange.Body.IsEmpty ? null : JsonSerializer.Deserialize(exchange.Body.Span, type);
        }
        catch (JsonException exception)
        {
            // The data of a failure may have another shape, such as an empty list.
            throw ErrorShape.IsFailure(exchange.Body.Span)
                ? _errors.Read(exchange)
                : _errors.Unexpected(exchange, "with a body that is not the JSON of its contract", exception);
        }
    }
}
