using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Puts a transport together: retry, then the limits, then the credential, then the request.</summary>
internal static class TransportFactory
{
    public static Transport Create(
        HttpClient http,
        IAuthenticationProvider? credential,
        CallLimits? limits,
        RetrySettings settings,
        ServerAddress server,
        TimeProvider time,
        CallLog log,
        ClientLifetime lifetime)
    {
        var deviations = new DeviationReport(log);
        var errors = new ErrorReader(time, deviations);
        var sender = new AttemptSender(http, new(credential), limits, new(time), errors, settings, log, lifetime);
        return new(sender, new(settings, time, log), new(errors, deviations), server, time);
    }

    /// <summary>For a flow: it decides itself when to ask again, and nothing limits it. A poll must neither come early nor wait in a queue.</summary>
    public static Transport CreatePlain(HttpClient http, TimeSpan timeout, ServerAddress server, TimeProvider time)
        => Create(http, new AnonymousAuthenticationProvider(), null, RetrySettings.Once(timeout), server, time, new(NullLogger.Instance), new());
}
