using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Semrush.Client.Authentication;
using Semrush.Client.Testing;
using WireMock.Server;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>The secrets of a run, and their encodings in logs and messages.</summary>
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

    /// <summary>The first places that contain one of the secrets.</summary>
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
        // A part is a leak as well; the beginning of a JWT is the same for all of them.
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

    /// <summary>Within any text: without the characters that depend on the text around it.</summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            yield return text[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
        }
    }

    /// <summary>With the hexadecimal digits of percent encoding in lower case.</summary>
    public static string Lower(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (var i = 0; i < text.Length - 2; i++)
            if (text[i] == '%')
                (text[i + 1], text[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        return text.ToString();
    }
}

/// <summary>The credentials of a program.</summary>
internal sealed record Credentials(
    string ApiKey,
    string AccessToken,
    string ClientId,
    string ClientSecret,
    string AppId,
    string AppSecret,
    string AhrefsId,
    string AhrefsSecret)
{
    /// <summary>Characters that forms, JSON and pages write in another way.</summary>
    private const string Awkward = "+/=%&'<>\"~.-";

    public static Credentials Of(SemrushEmulator emulator, Secrets secrets)
    {
        var (clientId, clientSecret) = ("canary-client", New("client"));
        emulator.Authorization.AddClient(clientId, clientSecret);
        return new Credentials(
            emulator.ApiKey,
            emulator.AccessToken,
            clientId,
            clientSecret,
            emulator.AppCenter.AppId,
            emulator.AppCenter.AppSecret,
            emulator.Ahrefs.ClientId,
            emulator.Ahrefs.ClientSecret).AddTo(secrets);
    }

    /// <summary>Credentials that no server knows.</summary>
    public static Credentials Wrong(Secrets secrets) => new Credentials(
        New("key"),
        New("token"),
        "canary-client",
        New("client"),
        "bf860c6b-dd98-42f2-b23d-17dcec59ca0d",
        New("app"),
        "canary-ahrefs",
        New("ahrefs")).AddTo(secrets);

    public static string New(string name) => $"canary-{name}{Awkward}{Guid.NewGuid():N}";

    private Credentials AddTo(Secrets secrets)
    {
        secrets.Add("API key", ApiKey);
        secrets.Add("access token", AccessToken);
        secrets.Add("client secret", ClientSecret);
        secrets.Add("app secret", AppSecret);
        secrets.Add("client secret", AhrefsSecret);
        return this;
    }
}

/// <summary>Finds the secrets in the requests and responses of a server.</summary>
internal static partial class Traffic
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["access_token"] = "access token",
        ["refresh_token"] = "refresh token",
        ["device_code"] = "device code",
        ["client_secret"] = "client secret",
        ["code"] = "authorization code",
        ["jwt"] = "JWT",
    };

    public static void Collect(WireMockServer server, string flow, Secrets secrets)
    {
        foreach (var entry in server.LogEntries)
        {
            var (sent, returned) = (entry.RequestMessage?.Body ?? "", entry.ResponseMessage?.BodyData?.BodyAsString ?? "");
            foreach (Match match in Field().Matches(sent))
                secrets.Add(Kinds[match.Groups[1].Value], Uri.UnescapeDataString(match.Groups[2].Value.Replace('+', ' ')));
            foreach (Match match in Member().Matches(sent))
                secrets.Add($"app's {Kinds[match.Groups[1].Value]}", match.Groups[2].Value);
            foreach (Match match in Returned().Matches(returned))
                secrets.Add(KindOf(match.Groups[1].Value, flow), match.Groups[2].Value);
            if (entry.RequestMessage?.Headers?.TryGetValue("Authorization", out var header) is true)
                secrets.Add("Authorization header", header.FirstOrDefault()?.Split(' ')[^1]);
        }
    }

    private static string KindOf(string member, string flow)
        => member == "jwt" ? "issuer's bearer" : member == "access_token" && flow.StartsWith("Ahrefs", StringComparison.Ordinal) ? "Ahrefs token" : Kinds[member];

    [GeneratedRegex("(?:^|&)(access_token|refresh_token|device_code|client_secret|code|jwt)=([^&]+)")]
    private static partial Regex Field();

    [GeneratedRegex("\"(jwt)\"\\s*:\\s*\"([^\"]+)")]
    private static partial Regex Member();

    // Without the closing quote: a body may break off.
    [GeneratedRegex("\"(access_token|refresh_token|device_code|jwt)\"\\s*:\\s*\"([^\"]+)")]
    private static partial Regex Returned();
}

/// <summary>A store that adds the tokens of every read and update to the secrets.</summary>
internal sealed class SeenStore(ITokenStore store, Recording recording) : ITokenStore
{
    public async ValueTask<TokenSet?> ReadAsync(string key, CancellationToken cancellationToken) => Seen(await store.ReadAsync(key, cancellationToken));

    public async Task<TokenSet?> UpdateAsync(string key, Func<TokenSet?, CancellationToken, Task<TokenSet?>> change, CancellationToken cancellationToken)
        => Seen(await store.UpdateAsync(key, async (tokens, cancellation) => Seen(await change(tokens, cancellation)), cancellationToken));

    private TokenSet? Seen(TokenSet? tokens)
    {
        if (tokens is null)
            return null;
        recording.Evidence.Keep(tokens);
        recording.Secrets.Add("access token", tokens.AccessToken);
        recording.Secrets.Add("refresh token", tokens.RefreshToken);
        return tokens;
    }
}
