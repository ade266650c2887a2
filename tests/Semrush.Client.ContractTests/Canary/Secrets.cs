using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Everything that nobody may see, and what it looks like in the encodings that logs and messages have.</summary>
internal sealed class Secrets
{
    private const int Shortest = 12;
    private const int Piece = 16;
    private const int Shown = 25;

    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);

    public int Count => _kinds.Count;

    public IReadOnlySet<string> Kinds => _kinds.Values.ToHashSet(StringComparer.Ordinal);

    public string Add(string kind, string? secret)
    {
        if (secret?.Length >= Shortest)
            _kinds.TryAdd(secret, kind);
        return secret ?? "";
    }

    /// <summary>The first places where any of the secrets is to be seen.</summary>
    public IReadOnlyList<string> FindIn(Evidence evidence)
    {
        var needles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (secret, kind) in _kinds)
            foreach (var form in Forms(secret))
                needles.TryAdd(form, kind);
        var any = SearchValues.Create([.. needles.Keys], StringComparison.Ordinal);
        return [.. evidence.All.Where(piece => piece.Text.AsSpan().ContainsAny(any)).Take(Shown).Select(piece => Describe(piece, needles))];
    }

    private static string Describe((string Channel, string Text) piece, Dictionary<string, string> needles)
    {
        var (needle, kind) = needles.First(pair => piece.Text.Contains(pair.Key, StringComparison.Ordinal));
        var at = piece.Text.IndexOf(needle, StringComparison.Ordinal);
        var context = piece.Text[Math.Max(0, at - 100)..at] + "[...]" + piece.Text[Math.Min(piece.Text.Length, at + needle.Length)..][..Math.Min(60, Math.Max(0, piece.Text.Length - at - needle.Length))];
        // The secret itself would make this message the next leak.
        return $"{kind} in {piece.Channel}: {needles.Keys.Aggregate(context, (text, form) => text.Replace(form, "[...]", StringComparison.Ordinal))}";
    }

    private static IEnumerable<string> Forms(string secret)
    {
        // A part gives away enough; the beginning of a JWT is that of all of them.
        if (secret.Length >= 2 * Piece)
            yield return secret[^Piece..];
        if (secret.Length >= 2 * Piece && !secret.StartsWith("eyJ", StringComparison.Ordinal))
            yield return secret[..Piece];
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return JsonEncodedText.Encode(secret).Value;
        yield return string.Concat(secret.Select(character => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")));
        yield return string.Concat(secret.Select(character => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}")));
        yield return secret.Replace("/", "\\/", StringComparison.Ordinal);
        yield return Uri.EscapeDataString(secret);
        yield return Lower(Uri.EscapeDataString(secret));
        yield return string.Concat(bytes.Select(value => $"%{value:X2}"));
        yield return System.Net.WebUtility.HtmlEncode(secret);
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        foreach (var text in Base64(bytes))
        {
            yield return text;
            yield return text.Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>In whatever text it stands: the characters that depend on its neighbours are left out.</summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            yield return text[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
        }
    }

    private static string Lower(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (var i = 0; i < text.Length - 2; i++)
            if (text[i] == '%')
                (text[i + 1], text[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        return text.ToString();
    }
}
