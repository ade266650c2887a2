using Microsoft.Extensions.Logging;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>What a token manager logs. The numbers of the events are part of its interface.</summary>
internal sealed partial class TokenLog(ILogger logger)
{
    [LoggerMessage(10, LogLevel.Information, "{Flow}: tokens were obtained, valid until {ExpiresAt:O}.")]
    public partial void Obtained(string flow, DateTimeOffset expiresAt);

    [LoggerMessage(11, LogLevel.Warning, "{Flow}: tokens could not be had. {Reason}")]
    public partial void Failed(string flow, string reason);

    [LoggerMessage(12, LogLevel.Warning, "{Flow}: the lock {Lock} of the token store is held by another update, possibly while a person signs in; this update waits for it.")]
    public partial void WaitsForLock(string flow, string @lock);

    [LoggerMessage(13, LogLevel.Warning, "{Flow}: the token was dropped, as the API rejected it twice; the next call signs in.")]
    public partial void Dropped(string flow);
}
