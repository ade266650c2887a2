namespace Semrush.Client.Http.Internal;

/// <summary>Where the servers of the contracts are found: where they say, or all at one address.</summary>
internal sealed class ServerAddress(Uri? address)
{
    public string Resolve(string contractServer)
        => address is null ? contractServer : address.GetLeftPart(UriPartial.Path).TrimEnd('/') + new Uri(contractServer).AbsolutePath;

    /// <summary>Where a request goes that names a server of the contracts, or the one of the settings.</summary>
    /// <exception cref="SemrushAuthenticationException">It names another server, and the settings have one.</exception>
    public Uri Place(Uri request)
    {
        if (Has(request))
            return request;
        return ApiCatalog.HasServer(request) ? new(Resolve(request.GetLeftPart(UriPartial.Path)) + request.Query) : throw CredentialErrors.HostRefused(request);
    }

    /// <summary>What a request would be called at the servers of the contracts.</summary>
    public Uri Origin(Uri request)
    {
        if (address is null || !Has(request) || !request.AbsolutePath.StartsWith(address.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal))
            return request;
        var path = request.AbsolutePath[address.AbsolutePath.TrimEnd('/').Length..];
        return ApiArea.All.Select(area => new Uri(area.Server, path)).FirstOrDefault(found => ApiArea.All.Exists(area => area.Has(found)), request);
    }

    /// <summary>Whether requests to this address go to the server of the settings, where those name one.</summary>
    public bool Has(Uri request)
        => address is null || Uri.Compare(address, request, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
