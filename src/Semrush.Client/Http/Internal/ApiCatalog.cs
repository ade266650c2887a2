using System.Collections.Concurrent;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>Finds the operation of a request that was not built by a generated method.</summary>
/// <remarks>Each generated file adds its area as a field of this class.</remarks>
internal static partial class ApiCatalog
{
    private static readonly ConcurrentDictionary<HttpMethod, ApiOperation> Unknown = new();

    // An explicit static constructor guarantees that all areas are added before the first lookup.
    static ApiCatalog()
    {
    }

    /// <summary>Whether an address is at the server of a contract.</summary>
    public static bool HasServer(Uri address) => ApiArea.All.Exists(area => area.IsAt(address));

    /// <summary>The API area and the operation of a request. An operation in no contract has only a method.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path at the server of the contract.</param>
    /// <param name="server">An address at that server; null for any server.</param>
    public static (string Area, ApiOperation Operation) Find(HttpMethod method, string path, Uri? server = null)
    {
        var above = ApiArea.All.FindAll(area => (server is null || area.IsAt(server))
            && path.StartsWith(area.Server.AbsolutePath, StringComparison.OrdinalIgnoreCase));
        foreach (var area in above)
            if (area.Find(method, path) is { } operation)
                return (area.Name, operation);
        // A server whose base address has a path belongs to one area only.
        return (above.Find(area => area.Server.AbsolutePath.Length > 1)?.Name ?? "", Unknown.GetOrAdd(method, OfMethod));
    }

    // An unknown operation has the retry class of its method.
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

    /// <summary>Whether an address is at the server of the area.</summary>
    public bool IsAt(Uri address) => HaveSameServer(Server, address);

    public static bool HaveSameServer(Uri one, Uri other)
        => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>
    /// The operation with this method and path, or null. Case and additional slashes are ignored, so that operations that spend credits are
    /// recognized and not retried.
    /// </summary>
    public ApiOperation? Find(HttpMethod method, string path)
    {
        var steps = Steps(path[Server.AbsolutePath.Length..]);
        // A literal segment takes precedence over a parameter.
        return _operations
            .Where(operation => operation.Method == method && Matches(Steps(operation.Route), steps))
            .MinBy(operation => operation.Route.Count('{'));
    }

    private static string[] Steps(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Matches(string[] route, string[] steps)
        => route.Length == steps.Length && route.Zip(steps).All(static pair
            => pair.First is ['{', ..] || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The properties of an operation in its contract.</summary>
/// <param name="Name">Area and operation, such as <c>MapRankTracker.GetHeatmap</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Retry">The retry class.</param>
internal sealed record ApiOperation(string Name, HttpMethod Method, RetryClass Retry)
{
    /// <summary>The path with its parameters in braces, relative to the server, such as <c>campaigns/{campaignId}</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary>Whether it needs a credential.</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>Whether its bodies contain secrets, so that exceptions do not contain them.</summary>
    public bool Sensitive { get; init; }

    /// <summary>What to check after 404, 405 or 551, if the sources of the contract contradict each other on the method or path.</summary>
    public string? Doubt { get; init; }

    /// <summary>An additional limit beside that of the account.</summary>
    public OperationLimit? Limit { get; init; }
}

/// <summary>A limit of one operation, beside that of the account.</summary>
/// <param name="Requests">The maximum number of starts within <paramref name="Seconds"/>; 0 for no limit.</param>
/// <param name="Seconds">The length of the window in seconds.</param>
/// <param name="Concurrent">The maximum number of concurrent requests; 0 for no limit.</param>
internal sealed record OperationLimit(int Requests, int Seconds, int Concurrent);

/// <summary>Maps the servers of the contracts to the address of the settings, if there is one.</summary>
internal sealed class ServerAddress(Uri? address)
{
    public string Resolve(string contractServer)
        => address is null ? contractServer : address.GetLeftPart(UriPartial.Path).TrimEnd('/') + new Uri(contractServer).AbsolutePath;

    /// <summary>The area, operation and final address of a request to a server of the contracts or of the settings.</summary>
    /// <exception cref="SemrushAuthenticationException">The request is to another server.</exception>
    public (string Area, ApiOperation Operation, Uri Address) Identify(HttpMethod method, Uri request)
    {
        if (address is not null && ApiArea.HaveSameServer(address, request))
        {
            // One server replaces all others, so only the path identifies the area.
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
}
