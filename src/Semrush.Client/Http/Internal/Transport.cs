using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Runs the calls of the generated methods. Each failure is a <see cref="SemrushApiException"/>.</summary>
internal sealed class Transport
{
    private readonly RetryPipeline _retry;
    private readonly Attempt _attempt;
    private readonly Call.Settings _settings;
    private readonly ServerAddress _server;
    private readonly TimeProvider _time;

    public Transport(
        HttpClient http,
        IAuthenticationProvider? credential,
        AccountLimits? limits,
        Call.Settings settings,
        ServerAddress server,
        TimeProvider time,
        ILogger log,
        CancellationToken disposed = default,
        CancellationToken closed = default)
    {
        (_settings, _server, _time) = (settings, server, time);
        _retry = new(settings, time, log);
        _attempt = new(http, credential, limits, new(time, new(log)), settings, time, log, disposed, closed);
    }

    /// <summary>Creates the transport of a flow, without retries and limits: the flow decides about retries and polls on time.</summary>
    public Transport(HttpClient http, TimeSpan timeout, ServerAddress server, TimeProvider time)
        : this(http, new AnonymousAuthenticationProvider(), null, Call.Settings.Once(timeout), server, time, NullLogger.Instance)
    {
    }

    /// <summary>The address that replaces the server of a contract.</summary>
    public string Resolve(string contractServer) => _server.Resolve(contractServer);

    /// <summary>The exception of a client for tests whose called method is not overridden.</summary>
    public static NotSupportedException Missing(string client)
        => new($"This {client} sends nothing: it was made without a SemrushClient. Override the method that was called.");

    public Task<T> SendAsync<TEnvelope, T>(
        ApiCall call, JsonTypeInfo<TEnvelope> type, RequestOptions? options, CancellationToken cancellationToken)
        where TEnvelope : class, IEnvelope<T>
        where T : class
        => RunAsync(call.Prepare(options), type, static (response, type) => response.Unwrap<TEnvelope, T>(type), cancellationToken);

    public Task<T> SendAsync<T>(ApiCall call, JsonTypeInfo<T> type, RequestOptions? options, CancellationToken cancellationToken)
        where T : class
        => RunAsync(call.Prepare(options), type, static (response, type) => response.Read(type), cancellationToken);

    /// <summary>Sends a request of an operation without a result. If the body is not documented, any object confirms it.</summary>
    public Task SendAsync(ApiCall call, RequestOptions? options, CancellationToken cancellationToken, bool isDocumented = true) => RunAsync(
        call.Prepare(options),
        isDocumented,
        static (response, isDocumented) =>
        {
            response.Confirm(isDocumented);
            return "";
        },
        cancellationToken);

    public Task<SemrushFile> DownloadAsync(ApiCall call, RequestOptions? options, CancellationToken cancellationToken)
        => RunAsync(call.Prepare(options), false, static (response, _) => response.ReadFile(), cancellationToken);

    /// <summary>Sends a request and returns the JSON of the response.</summary>
    public Task<JsonElement> SendAnyAsync(ApiRequest request, CancellationToken cancellationToken)
        => RunAsync(request, false, static (response, _) => response.ReadAny(), cancellationToken);

    /// <summary>Sends a request of another HTTP client and returns the last response, with any status.</summary>
    /// <param name="request">The request.</param>
    /// <param name="throws">Whether a failure that the server reports is thrown.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<HttpResponseMessage> ForwardAsync(ApiRequest request, bool throws, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(
                request,
                throws,
                static (response, throws) => throws ? response.DetachSuccess() : response.Detach(),
                cancellationToken).ConfigureAwait(false);
        }
        catch (SemrushApiException failure)
            when (!throws && request.Failed is { } response
                && response.StatusCode == failure.StatusCode && failure.Operation == request.Operation.Name)
        {
            return response;
        }
        catch
        {
            request.Fail(null);
            throw;
        }
    }

    private async Task<T> RunAsync<TInfo, T>(
        ApiRequest request, TInfo info, Func<ApiResponse, TInfo, T> read, CancellationToken cancellationToken)
    {
        var call = new Call(request, _settings, _time);
        Telemetry.Start(call);
        Exception? failure = null;
        try
        {
            return await _retry.RunAsync(_attempt, call, info, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            Telemetry.Stop(call, failure);
        }
    }
}
