namespace Semrush.Client.Authentication.Internal;

/// <summary>The scopes of a sign-in.</summary>
internal static class ScopeList
{
    private static readonly IReadOnlyList<string> Default = ["user.id"];

    public static IReadOnlyList<string> From(IList<string> scopes)
    {
        foreach (var scope in scopes)
            if (string.IsNullOrEmpty(scope) || scope.AsSpan().ContainsAny(" ,\t\r\n"))
                throw new ArgumentException("Scopes has an entry that is empty, or several in one: give each scope an entry of its own.");
        return scopes.Count == 0 ? Default : [.. scopes];
    }
}
