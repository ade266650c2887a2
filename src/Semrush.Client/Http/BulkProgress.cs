namespace Semrush.Client.Http;

/// <summary>How far many calls have come.</summary>
/// <param name="Done">The calls that are over, failed ones included.</param>
/// <param name="Failed">The calls that failed.</param>
/// <param name="Total">All calls.</param>
public readonly record struct BulkProgress(int Done, int Failed, int Total);
