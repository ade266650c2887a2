using System.Threading.RateLimiting;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>One limit that a request passes on its way out.</summary>
/// <param name="Width">How many it lets pass: at once, or within a second.</param>
/// <param name="CountsStarts">Whether it counts those that start within a second, and not those that are under way.</param>
/// <param name="Limiter">What counts.</param>
internal sealed record Gate(int Width, bool CountsStarts, RateLimiter Limiter);
