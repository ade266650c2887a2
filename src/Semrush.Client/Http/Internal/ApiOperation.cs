namespace Semrush.Client.Http.Internal;

/// <summary>What the contract says of an operation as a whole.</summary>
/// <param name="Name">Area and operation, such as <c>MapRankTracker.GetHeatmap</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Retry">How far it may be repeated.</param>
internal sealed record ApiOperation(string Name, HttpMethod Method, RetryClass Retry)
{
    /// <summary>Whether a credential goes with it.</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>Whether its bodies carry secrets, so that none of them is kept in an exception.</summary>
    public bool Sensitive { get; init; }
}
