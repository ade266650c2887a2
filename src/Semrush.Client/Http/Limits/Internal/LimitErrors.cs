using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The failures of a rate limiter that somebody brought along; ours lets everybody wait.</summary>
internal static class LimitErrors
{
    public static SemrushApiException Refused(ApiOperation operation, RateLimitLease lease) => new(
        $"{operation.Name} was not sent: the rate limiter that the client was given refused it. Let it queue more calls, or call less often.",
        new(operation.Name) { RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null });
}
