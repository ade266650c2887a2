namespace Semrush.Client.Http.Internal;

/// <summary>Where the servers of the contracts are found: where they say, or all at one address.</summary>
internal sealed class ServerAddress(Uri? address)
{
    public string Resolve(string contractServer)
        => address is null ? contractServer : address.GetLeftPart(UriPartial.Path).TrimEnd('/') + new Uri(contractServer).AbsolutePath;

    /// <summary>What a request is that names a server of the contracts, or the one of the settings, and where it goes.</summary>
    /// <exception cref="SemrushAuthenticationException">It names another server.</exception>
    public (string Area, ApiOperation Operation, Uri Address) Identify(HttpMethod method, Uri request)
    {
        if (address is not null && Has(request))
        {
            // One server stands for all of them: only the path tells.
            var prefix = address.AbsolutePath.TrimEnd('/');
            var path = request.AbsolutePath.StartsWith(prefix + "/", StringComparison.Ordinal) ? request.AbsolutePath[prefix.Length..] : request.AbsolutePath;
            var (area, operation) = ApiCatalog.Find(method, path);
            return (area, operation, request);
        }

        if (!ApiCatalog.HasServer(request))
            throw CredentialErrors.HostRefused(request);
        var found = ApiCatalog.Find(method, request.AbsolutePath, request);
        return (found.Area, found.Operation, address is null ? request : new(Resolve(request.GetLeftPart(UriPartial.Path)) + request.Query));
    }

    /// <summary>Whether requests to this address go to the server of the settings, where those name one.</summary>
    public bool Has(Uri request)
        => address is null || Uri.Compare(address, request, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
