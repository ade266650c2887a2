using System.Collections.Concurrent;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>The operations of all contracts: which of them a request is, that no generated method has stated.</summary>
/// <remarks>Each generated file adds its area as a field of this class.</remarks>
internal static partial class ApiCatalog
{
    private static readonly ConcurrentDictionary<HttpMethod, ApiOperation> Unknown = new();

    // Explicit, so that every area has been added before anything is looked for.
    static ApiCatalog()
    {
    }

    /// <summary>Whether a contract names the server of an address.</summary>
    public static bool HasServer(Uri address) => ApiArea.All.Exists(area => area.IsAt(address));

    /// <summary>The operation of a request, and its API area; neither where no contract has such a path.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, as it is at the server of the contract.</param>
    /// <param name="server">An address at that server; any server where there is none.</param>
    public static (string Area, ApiOperation Operation) Find(HttpMethod method, string path, Uri? server = null)
    {
        var above = ApiArea.All.FindAll(area => (server is null || area.IsAt(server))
            && path.StartsWith(area.Server.AbsolutePath, StringComparison.OrdinalIgnoreCase));
        foreach (var area in above)
            if (area.Find(method, path) is { } operation)
                return (area.Name, operation);
        // A server with a path of its own has nothing but its area.
        return (above.Find(area => area.Server.AbsolutePath.Length > 1)?.Name ?? "", Unknown.GetOrAdd(method, OfMethod));
    }

    // Of what it does nothing is known but what HTTP says.
    private static ApiOperation OfMethod(HttpMethod method)
    {
        var isSafe = method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;
        return new(method.Method, method, isSafe ? RetryClass.Safe : RetryClass.Rejected);
    }
}

/// <summary>An API area: its server and its operations.</summary>
internal sealed class ApiArea
{
    private readonly ApiOperation[] _operations;

    public ApiArea(string name, string server, ApiOperation[] operations)
    {
        (Name, Server, _operations) = (name, new(server), operations);
        All.Add(this);
    }

    public static List<ApiArea> All { get; } = [];

    public string Name { get; }

    public Uri Server { get; }

    /// <summary>Whether an address is at the host of the area.</summary>
    public bool IsAt(Uri address) => HaveSameServer(Server, address);

    public static bool HaveSameServer(Uri one, Uri other)
        => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>
    /// The operation with this method and path; none where there is none. A slash more and another case make no other operation: what
    /// spends credits is not sent twice for them.
    /// </summary>
    public ApiOperation? Find(HttpMethod method, string path)
    {
        var steps = Steps(path[Server.AbsolutePath.Length..]);
        // A word in the path is worth more than a parameter in its place.
        return _operations
            .Where(operation => operation.Method == method && Matches(Steps(operation.Route), steps))
            .MinBy(operation => operation.Route.Count('{'));
    }

    private static string[] Steps(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Matches(string[] route, string[] steps)
        => route.Length == steps.Length
            && route.Zip(steps).All(static pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(string name, string step) => name is ['{', ..] || name.Equals(step, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the contract says of an operation as a whole.</summary>
/// <param name="Name">Area and operation, such as <c>MapRankTracker.GetHeatmap</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Retry">How far it may be retried.</param>
internal sealed record ApiOperation(string Name, HttpMethod Method, RetryClass Retry)
{
    /// <summary>The path with its parameters in braces, relative to the server, such as <c>campaigns/{campaignId}</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary>Whether a credential goes with it.</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>Whether its bodies carry secrets, so that none of them is kept in an exception.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Its own limit, beside that of the account.</summary>
    public OperationLimit? Limit { get; init; }
}

/// <summary>A limit of one operation, beside that of the account.</summary>
/// <param name="Requests">How many may start within <paramref name="Seconds"/>; 0 where that is not limited.</param>
/// <param name="Seconds">The length of the window.</param>
/// <param name="Concurrent">How many may be under way at once; 0 where that is not limited.</param>
internal sealed record OperationLimit(int Requests, int Seconds, int Concurrent);

/// <summary>The addresses of the contracts' servers: their own, or all at one address.</summary>
internal sealed class ServerAddress(Uri? address)
{
    public string Resolve(string contractServer)
        => address is null ? contractServer : address.GetLeftPart(UriPartial.Path).TrimEnd('/') + new Uri(contractServer).AbsolutePath;

    /// <summary>
    /// The operation of a request that names a server of the contracts, or the one of the settings, and the address to send it to.
    /// </summary>
    /// <exception cref="SemrushAuthenticationException">It names another server.</exception>
    public (string Area, ApiOperation Operation, Uri Address) Identify(HttpMethod method, Uri request)
    {
        if (address is not null && Has(request))
        {
            // One server stands for all of them: only the path tells.
            var prefix = address.AbsolutePath.TrimEnd('/');
            var path = request.AbsolutePath;
            if (path.StartsWith(prefix + "/", StringComparison.Ordinal))
                path = path[prefix.Length..];
            var (area, operation) = ApiCatalog.Find(method, path);
            return (area, operation, request);
        }

        if (!ApiCatalog.HasServer(request))
            throw CredentialErrors.HostRefused(request);
        var found = ApiCatalog.Find(method, request.AbsolutePath, request);
        var place = address is null ? request : new Uri(Resolve(request.GetLeftPart(UriPartial.Path)) + request.Query);
        return (found.Area, found.Operation, place);
    }

    /// <summary>Whether requests to this address go to the server of the settings, where those name one.</summary>
    public bool Has(Uri request)
        => address is null || ApiArea.HaveSameServer(address, request);
}
