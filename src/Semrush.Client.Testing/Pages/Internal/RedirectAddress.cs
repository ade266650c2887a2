namespace Semrush.Client.Testing.Pages.Internal;

/// <summary>The address that a browser is sent to, with an answer in its query.</summary>
internal static class RedirectAddress
{
    /// <summary>The address with these parameters at the end of its query; one without a value is left out.</summary>
    public static Uri With(Uri address, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var added = parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        var query = string.Join('&', added.Prepend(address.Query.TrimStart('?')).Where(part => part.Length > 0));
        return new UriBuilder(address) { Query = query }.Uri;
    }
}
