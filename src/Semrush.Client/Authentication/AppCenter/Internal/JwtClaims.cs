using System.Buffers.Text;
using System.Text.Json;
using Semrush.Client.AppCenter;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>Reads the claims of a JWT without verification. A claim of another type than documented counts as absent.</summary>
internal static class JwtClaims
{
    /// <summary>The claims; null if the text is not a JWT.</summary>
    public static JsonElement? Read(string token)
    {
        var parts = token.Split('.', 4);
        if (parts.Length != 3)
            return null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A claim that is a time, to the millisecond; beyond the range of dates, the first or the last one.</summary>
    public static DateTimeOffset? Time(JsonElement claims, string name) => Seconds(claims, name) is not { } seconds ? null
        : seconds >= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.MaxValue
        : seconds <= DateTimeOffset.MinValue.ToUnixTimeSeconds() ? DateTimeOffset.MinValue
        : DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));

    /// <summary>A claim that is a number of seconds, whole or not.</summary>
    public static double? Seconds(JsonElement claims, string name)
    {
        try
        {
            return Member(claims, name, JsonValueKind.Number)?.GetDouble();
        }
        catch (InvalidOperationException)
        {
            return null; // the name of a claim is not valid Unicode
        }
    }

    /// <summary>The viewer; null if the claims have no <c>viewer_id</c>.</summary>
    public static AppViewer? Viewer(JsonElement claims, DateTimeOffset expiresAt)
        => ErrorShape.Text(claims, "viewer_id") is not { Length: > 0 } viewer ? null : new()
        {
            ViewerId = viewer,
            IsAppInstalled = Flag(claims, "is_app_installed"),
            IsMainProductActive = Flag(claims, "is_main_product_active"),
            IsAppTakenForFree = Flag(claims, "is_app_taken_for_free"),
            IsMainProductTrialAvailable = Flag(claims, "is_main_product_trial_available"),
            ProductTrialsAvailable = Texts(claims, "product_trials_available"),
            ActiveProducts = Member(claims, "active_products", JsonValueKind.Array) is { } products
                ? [.. products.EnumerateArray().Select(Product).OfType<ActiveProduct>()]
                : null,
            ExtraUserData = Member(claims, "extra_user_data", JsonValueKind.Object) is { } extra ? Extra(extra) : null,
            EmailSubscription = Member(claims, "email_subscription", JsonValueKind.Object) is { } emails ? Emails(emails) : null,
            Url = Text(claims, "url"),
            Language = Text(claims, "lang"),
            ExpiresAt = expiresAt,
            Claims = claims,
        };

    // The sample app has IDs alone; the text about the JS SDK writes "ID".
    private static ActiveProduct? Product(JsonElement product) => product.ValueKind switch
    {
        JsonValueKind.String => Uuid(product.GetString()) is { } id ? new() { Id = id } : null,
        JsonValueKind.Object => new() { Id = Uuid(Text(product, "id") ?? Text(product, "ID")), Value = Count(product, "value") },
        _ => null,
    };

    private static Guid? Uuid(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static ExtraUserData Extra(JsonElement extra) => new()
    {
        IsMainProductTrialActive = Flag(extra, "is_main_product_trial_active"),
        ActiveProductTrials = Texts(extra, "active_product_trials") ?? [],
    };

    private static EmailSubscription Emails(JsonElement emails) => new()
    {
        State = Text(emails, "state") is { } state ? new(state) : null,
        Enabled = Flag(emails, "enabled"),
    };

    private static bool? Flag(JsonElement claims, string name) => ErrorShape.Member(claims, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static string? Text(JsonElement claims, string name) => Member(claims, name, JsonValueKind.String)?.GetString();

    // 12.0 is an integer, too.
    private static int? Count(JsonElement claims, string name)
        => Member(claims, name, JsonValueKind.Number) is { } number && number.TryGetDecimal(out var count)
            && decimal.IsInteger(count) && count is >= int.MinValue and <= int.MaxValue ? (int)count : null;

    private static string[]? Texts(JsonElement claims, string name) => Member(claims, name, JsonValueKind.Array) is { } list
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : null;

    private static JsonElement? Member(JsonElement claims, string name, JsonValueKind kind)
        => ErrorShape.Member(claims, name) is { } member && member.ValueKind == kind ? member : null;
}
