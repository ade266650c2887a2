namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>The redirect URI of a request: a path on the authorization server, or an absolute address.</summary>
internal static class RedirectAddress
{
    public static void Demand(string? redirectUri)
    {
        if (FindFault(redirectUri) is { } fault)
            throw new ArgumentException(fault);
    }

    public static void DemandAbsolute(string? redirectUri)
    {
        Demand(redirectUri);
        if (IsPath(redirectUri!))
            throw new ArgumentException("RedirectUri must be an absolute address.");
    }

    /// <summary>The absolute address that a browser is sent to from a page.</summary>
    public static Uri Resolve(Uri page, string redirectUri) => new(page, redirectUri);

    /// <summary>The path, unescaped as <see cref="Uri"/> does it, so that two of them compare.</summary>
    public static string PathOf(string redirectUri) => Resolve(CallbackQuery.NoHost, redirectUri).AbsolutePath;

    // A path has to be told from an address first: on Unix, Uri takes it for that of a file.
    private static bool IsPath(string text) => text is ['/', not '/', ..] or "/";

    private static string? FindFault(string? redirectUri)
    {
        if (string.IsNullOrEmpty(redirectUri))
            return "RedirectUri is missing.";
        if (redirectUri.Contains('#', StringComparison.Ordinal))
            return "RedirectUri must have no fragment.";
        if (IsPath(redirectUri))
            return null;
        if (!Uri.TryCreate(redirectUri, UriKind.Absolute, out var address) || address.IsFile)
            return "RedirectUri must be a path that begins with a slash or an absolute address, and is given unencoded.";
        return address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback ? "RedirectUri must be https: a code would be readable on its way; http is possible to this machine." : null;
    }
}
