using Semrush.Client.Http.Limits.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>What the contract says of an operation as a whole.</summary>
/// <param name="Name">Area and operation, such as <c>MapRankTracker.GetHeatmap</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Retry">How far it may be repeated.</param>
internal sealed record ApiOperation(string Name, HttpMethod Method, RetryClass Retry)
{
    /// <summary>The path with its parameters in braces, relative to the server, such as <c>campaigns/{campaignId}</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary>Whether a credential goes with it.</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>Whether its bodies carry secrets, so that none of them is kept in an exception.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Its own limit, beside that of the account.</summary>
    public RouteLimit? Limit { get; init; }
}
