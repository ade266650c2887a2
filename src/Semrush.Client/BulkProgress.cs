namespace Semrush.Client;

/// <summary>
/// How far many calls have come. Results are read in order: one that is there before its turn counts when its turn comes.
/// </summary>
/// <param name="Done">The calls whose results were read, failed ones included.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="Total">All calls.</param>
public readonly record struct BulkProgress(int Done, int Failed, int Total);
