namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The parameters of an address.</summary>
internal static class Query
{
    public static string? Of(Uri address, string name) => address.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair[0] == name)
        .Select(pair => Uri.UnescapeDataString(pair[1]))
        .SingleOrDefault();
}
