using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>The value that ties an answer to its request (RFC 6749, section 10.12).</summary>
internal static class State
{
    private const int Size = 256 / 8;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Compares in a time that says nothing of how much of the text is right.</summary>
    public static bool Matches(string expected, string given)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
