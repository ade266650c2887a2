namespace Semrush.Client.Http.Limits.Internal;

/// <summary>A limit of one operation, beside that of the account.</summary>
/// <param name="Requests">How many may start within <paramref name="Seconds"/>; 0 where that is not limited.</param>
/// <param name="Seconds">The length of the window.</param>
/// <param name="Concurrent">How many may be under way at once; 0 where that is not limited.</param>
internal sealed record RouteLimit(int Requests, int Seconds, int Concurrent);
