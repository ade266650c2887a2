using Microsoft.Extensions.Logging;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>What a token manager logs. The numbers of the events are part of its interface.</summary>
internal sealed partial class TokenLog(ILogger logger)
{
    [LoggerMessage(10, LogLevel.Information, "{Flow}: tokens were obtained, valid until {ExpiresAt:O}.")]
    public partial void Obtained(string flow, DateTimeOffset expiresAt);

    [LoggerMessage(11, LogLevel.Warning, "{Flow}: tokens could not be had. {Reason}")]
    public partial void Failed(string flow, string reason);
}
