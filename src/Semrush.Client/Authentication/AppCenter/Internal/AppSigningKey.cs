using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>The secret of an app as a key: its characters in UTF-8, as Semrush's sample takes it.</summary>
internal static class AppSigningKey
{
    // One for all: each registers itself with the process for good. Its cache would keep every key as long, so it keeps none.
    private static readonly CryptoProviderFactory Factory = new() { CacheSignatureProviders = false };

    public static SymmetricSecurityKey From(string secret) => From(Encoding.UTF8.GetBytes(secret));

    public static SymmetricSecurityKey From(byte[] secret) => new(secret) { CryptoProviderFactory = Factory };
}
