namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>A pair of tokens, as it is handed out.</summary>
internal sealed record IssuedTokens(string AccessToken, string RefreshToken, long ExpiresIn);
