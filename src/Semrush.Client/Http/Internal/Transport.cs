using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Sends what the generated methods state, as often as it takes, and turns every failure into one family of exceptions.</summary>
internal sealed class Transport(AttemptSender sender, RetryLoop retry, AnswerReader answers, ServerAddress server, TimeProvider time)
{
    /// <summary>The address to use for the server that a contract names.</summary>
    public string Resolve(string contractServer) => server.Resolve(contractServer);

    /// <summary>What a client that a test has derived says where it was not given a method.</summary>
    public static NotSupportedException Missing(string client) => new($"This {client} sends nothing: it was made without a SemrushClient. Override the method that was called.");

    public Task<T> SendAsync<TEnvelope, T>(ApiCall call, JsonTypeInfo<TEnvelope> type, RequestOptions? options, CancellationToken cancellationToken)
        where TEnvelope : class, IEnvelope<T>
        where T : class
        => RunAsync(call.Prepare(options), type, static (reader, exchange, type) => reader.Unwrap<TEnvelope, T>(exchange, type), cancellationToken);

    public Task<T> SendAsync<T>(ApiCall call, JsonTypeInfo<T> type, RequestOptions? options, CancellationToken cancellationToken)
        where T : class
        => RunAsync(call.Prepare(options), type, static (reader, exchange, type) => reader.Read(exchange, type), cancellationToken);

    public Task SendAsync(ApiCall call, RequestOptions? options, CancellationToken cancellationToken) => RunAsync<object?, object?>(
        call.Prepare(options),
        null,
        static (reader, exchange, _) =>
        {
            reader.Confirm(exchange);
            return null;
        },
        cancellationToken);

    /// <summary>Sends a request of another HTTP client, which gets the last response, whatever it says.</summary>
    public async Task<HttpResponseMessage> ForwardAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync<object?, HttpResponseMessage>(request, null, static (_, exchange, _) => exchange.Detach(), cancellationToken).ConfigureAwait(false);
        }
        catch (SemrushApiException failure) when (request.Refused is { } response && failure.StatusCode == response.StatusCode && failure.Operation == request.Operation.Name)
        {
            return response;
        }
        catch
        {
            request.Refuse(null);
            throw;
        }
    }

    /// <summary>Sends a request that no contract has, and gives its JSON as it is.</summary>
    public Task<JsonElement> SendAnyAsync(PreparedRequest request, CancellationToken cancellationToken)
        => RunAsync<object?, JsonElement>(request, null, static (reader, exchange, _) => reader.ReadAny(exchange), cancellationToken);

    private async Task<T> RunAsync<TInfo, T>(PreparedRequest request, TInfo info, Func<AnswerReader, Exchange, TInfo, T> read, CancellationToken cancellationToken)
    {
        var call = new Call<TInfo, T>(request, retry.Settings, time, info, read) { IsBulk = Bulk.TakeMark() };
        CallTelemetry.Start(call);
        var started = time.GetTimestamp();
        Exception? failure = null;
        try
        {
            var outcome = await retry.RunAsync(this, call, cancellationToken).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            CallTelemetry.Stop(call, failure, time.GetElapsedTime(started));
        }
    }

    /// <summary>One attempt, its answer read.</summary>
    /// <remarks>What waits for the network waits in pooled objects, here and in all that this calls: else each call pays for six of them.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<T>> AttemptAsync<TInfo, T>(Call<TInfo, T> call, CancellationToken cancellationToken)
    {
        try
        {
            using var exchange = await sender.SendAsync(call, cancellationToken).ConfigureAwait(false);
            var result = call.Read(answers, exchange, call.Info);
            // Whatever is thrown there is no reason to send it again.
            call.IsAnswered = true;
            call.Request.OnResponse?.Invoke(exchange.ToResponse(call.Attempts));
            return Outcome.FromResult(result);
        }
        catch (SemrushApiException exception)
        {
            call.Fail(exception);
            return Outcome.FromException<T>(exception);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested && exception.CancellationToken != cancellationToken)
        {
            // Whatever noticed it first has a token of its own; the caller knows only theirs.
            return Outcome.FromException<T>(new OperationCanceledException(exception.Message, exception, cancellationToken));
        }
    }
}
