namespace Semrush.Client;

/// <summary>The progress of a bulk operation. Results are read in order, and a result counts when it is read.</summary>
/// <param name="Done">The number of calls whose results were read, failed ones included.</param>
/// <param name="Failed">The number of these calls that failed.</param>
/// <param name="Total">The number of all calls.</param>
public readonly record struct BulkProgress(int Done, int Failed, int Total);
