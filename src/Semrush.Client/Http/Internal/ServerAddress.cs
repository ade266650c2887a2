namespace Semrush.Client.Http.Internal;

/// <summary>Where the servers of the contracts are found: where they say, or all at one address.</summary>
internal sealed class ServerAddress(Uri? address)
{
    public string Resolve(string contractServer)
        => address is null ? contractServer : address.GetLeftPart(UriPartial.Path).TrimEnd('/') + new Uri(contractServer).AbsolutePath;

    /// <summary>Whether requests to this address go to the server of the settings, where those name one.</summary>
    public bool Has(Uri request)
        => address is null || Uri.Compare(address, request, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
