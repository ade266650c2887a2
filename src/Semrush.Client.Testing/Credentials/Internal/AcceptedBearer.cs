namespace Semrush.Client.Testing.Credentials.Internal;

/// <summary>A bearer token that was handed out, good until it expires or its family is revoked.</summary>
internal sealed record AcceptedBearer(TokenFamily Family, DateTimeOffset Expires)
{
    public bool IsGood(TokenAudience audience, DateTimeOffset now) => Family.Audience == audience && !Family.IsRevoked && now < Expires;
}
