namespace Semrush.Client.Http.Internal;

/// <summary>Where the servers of the contracts are found: where they say, or all at one address.</summary>
internal sealed class ServerAddress(Uri? address)
{
    public string Resolve(string contractServer)
        => address is null ? contractServer : address.GetLeftPart(UriPartial.Path).TrimEnd('/') + new Uri(contractServer).AbsolutePath;

    /// <summary>Where a request goes that names a server of the contracts, or the one of the settings.</summary>
    /// <exception cref="SemrushAuthenticationException">It names another server.</exception>
    public Uri Place(Uri request)
    {
        if (address is not null && Has(request))
            return request;
        if (!ApiCatalog.HasServer(request))
            throw CredentialErrors.HostRefused(request);
        return address is null ? request : new(Resolve(request.GetLeftPart(UriPartial.Path)) + request.Query);
    }

    /// <summary>What a request would be called at the servers of the contracts.</summary>
    public Uri Origin(HttpMethod method, Uri request)
    {
        var prefix = address?.AbsolutePath.TrimEnd('/');
        return prefix is not null && Has(request) && request.AbsolutePath.StartsWith(prefix + "/", StringComparison.Ordinal)
            ? ApiCatalog.AddressOf(method, request.AbsolutePath[prefix.Length..]) ?? request
            : request;
    }

    /// <summary>Whether requests to this address go to the server of the settings, where those name one.</summary>
    public bool Has(Uri request)
        => address is null || Uri.Compare(address, request, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
