using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>The secret of an app as a key: its characters in UTF-8, as Semrush's sample takes it.</summary>
internal static class AppSigningKey
{
    public static SymmetricSecurityKey From(string secret) => From(Encoding.UTF8.GetBytes(secret));

    // The factory's cache is static and would keep the key for as long as the process lives.
    public static SymmetricSecurityKey From(byte[] secret) => new(secret)
    {
        CryptoProviderFactory = new() { CacheSignatureProviders = false },
    };
}
