using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>The claims of the JWT that Semrush hands to the iframe of an app.</summary>
internal static class IframeClaims
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public static JObject Of(AppCenterStore store, long userId, JObject? changes)
    {
        var status = store.Viewers.GetValueOrDefault(userId);
        var claims = new JObject
        {
            ["aud"] = $"{store.AppId:D}",
            ["exp"] = (store.Now + Life).ToUnixTimeSeconds(),
            // A string here, a number everywhere else.
            ["viewer_id"] = userId.ToString(CultureInfo.InvariantCulture),
            ["is_app_installed"] = status is not null,
        };
        claims.Merge(status ?? []);
        claims.Merge(new JObject
        {
            ["email_subscription"] = new JObject { ["state"] = "STATE_UNSPECIFIED" },
            ["url"] = "",
            ["lang"] = "en",
        });
        foreach (var (name, value) in changes ?? [])
        {
            if (value is null or { Type: JTokenType.Null })
                claims.Remove(name);
            else
                claims[name] = value.DeepClone();
        }

        return claims;
    }
}
