namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>How positions become metrics.</summary>
internal static class Averages
{
    /// <summary>What a position beyond 20 counts as in an average; also the average for a keyword that a campaign does not have.</summary>
    public const int BeyondPosition = 21;

    private const int LastPosition = 20;

    // Only that better positions weigh more is documented. Falling off like this, shares come near the documented ones: 24 beside an
    // average position of 1.4, 6 beside one of 10.4.
    private const double BestShare = 28;

    public static double Share(int position) => position <= LastPosition ? BestShare / position : 0;
}
