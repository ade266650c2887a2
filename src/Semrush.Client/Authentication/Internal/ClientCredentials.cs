namespace Semrush.Client.Authentication.Internal;

/// <summary>Who the application is at a token endpoint.</summary>
internal sealed record ClientCredentials(string Id, string Secret)
{
    /// <summary>The credentials; nothing where none are set.</summary>
    public static ClientCredentials? From(string? id, string? secret)
    {
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(secret))
            return null;
        return Demand(id, secret);
    }

    public static ClientCredentials Demand(string? id, string? secret) => new(Text(id, "ClientId"), Text(secret, "ClientSecret"));

    /// <summary>The client, and nothing of its secret.</summary>
    public override string ToString() => Id;

    private static string Text(string? text, string setting)
        => string.IsNullOrEmpty(text) ? throw new ArgumentException($"{setting} is missing.") : text;
}
