using System.Security.Cryptography;
using System.Text;

namespace Semrush.Client.Authentication.Stores.Internal;

/// <summary>A file name for a grant: some of its name for people, and a digest that keeps it apart from all others.</summary>
internal static class GrantFileName
{
    private const int ReadableLength = 40;
    private const int DigestLength = 8;

    public static string Of(string key)
    {
        var name = new StringBuilder();
        foreach (var character in key)
            if (name.Length < ReadableLength)
                name.Append(char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-');
        return $"{name.ToString().Trim('-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, DigestLength))}";
    }
}
