using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

/// <summary>Percent-encoding into an address that is being built.</summary>
internal static class UrlText
{
    private const int StackLimit = 256;

    public static void Append(ref DefaultInterpolatedStringHandler url, string value)
    {
        if (value.Length <= StackLimit)
        {
            Span<char> escaped = stackalloc char[StackLimit * 3];
            if (Uri.TryEscapeDataString(value, escaped, out var written))
            {
                url.AppendFormatted(escaped[..written]);
                return;
            }
        }

        url.AppendLiteral(Uri.EscapeDataString(value));
    }
}
