namespace Semrush.Client.Authentication.Internal;

/// <summary>The name of a grant in a store. A grant of the emulator is none of the real server.</summary>
internal static class FlowName
{
    public static string Of(string flow, Uri? server, string? client, IReadOnlyList<string> scopes)
    {
        var parts = new List<string> { flow };
        if (client is not null)
            parts.Add($"client={Uri.EscapeDataString(client)}");
        if (scopes.Count > 0)
            parts.Add($"scope={string.Join(',', scopes.Select(Uri.EscapeDataString).Order(StringComparer.Ordinal))}");
        if (server is not null)
            parts.Add($"server={server.GetLeftPart(UriPartial.Path).TrimEnd('/')}");
        return string.Join(';', parts);
    }
}
