namespace Semrush.Client.Testing.Credentials.Internal;

/// <summary>Whose API a bearer token opens.</summary>
internal enum TokenAudience
{
    /// <summary>The APIs of Semrush that take OAuth tokens.</summary>
    Semrush,

    /// <summary>The server-to-server API of the App Center, which takes the tokens of its issuer only.</summary>
    AppCenter,

    /// <summary>Ahrefs, of whose API no contract exists: such a token opens nothing here.</summary>
    Ahrefs,
}
