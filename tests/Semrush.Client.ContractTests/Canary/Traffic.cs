using System.Text.RegularExpressions;
using WireMock.Server;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>The secrets that went over a wire.</summary>
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
            var (asked, answered) = (entry.RequestMessage?.Body ?? "", entry.ResponseMessage?.BodyData?.BodyAsString ?? "");
            foreach (Match match in Field().Matches(asked))
                secrets.Add(Kinds[match.Groups[1].Value], Uri.UnescapeDataString(match.Groups[2].Value.Replace('+', ' ')));
            foreach (Match match in Member().Matches(asked))
                secrets.Add($"app's {Kinds[match.Groups[1].Value]}", match.Groups[2].Value);
            foreach (Match match in Answered().Matches(answered))
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
    private static partial Regex Answered();
}
