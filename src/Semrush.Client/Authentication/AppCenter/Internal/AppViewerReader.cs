using System.Text.Json;
using Semrush.Client.AppCenter;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>Reads a viewer from claims. A claim of another type than documented counts as absent; the raw claims keep it.</summary>
internal static class AppViewerReader
{
    /// <summary>The viewer; nobody where the claims name none.</summary>
    public static AppViewer? Read(JsonElement claims, DateTimeOffset expiresAt)
        => ErrorShape.Text(claims, "viewer_id") is not { Length: > 0 } viewer ? null : new()
        {
            ViewerId = viewer,
            IsAppInstalled = Flag(claims, "is_app_installed"),
            IsMainProductActive = Flag(claims, "is_main_product_active"),
            IsAppTakenForFree = Flag(claims, "is_app_taken_for_free"),
            IsMainProductTrialAvailable = Flag(claims, "is_main_product_trial_available"),
            ProductTrialsAvailable = Texts(claims, "product_trials_available"),
            ActiveProducts = List(claims, "active_products") is { } products ? [.. products.Select(Product).OfType<ActiveProduct>()] : null,
            ExtraUserData = Map(claims, "extra_user_data") is { } extra ? Extra(extra) : null,
            EmailSubscription = Map(claims, "email_subscription") is { } emails ? Emails(emails) : null,
            Url = Text(claims, "url"),
            Language = Text(claims, "lang"),
            ExpiresAt = expiresAt,
            Claims = claims,
        };

    // The sample app has bare IDs; the prose about the JS SDK writes "ID".
    private static ActiveProduct? Product(JsonElement product) => product.ValueKind switch
    {
        JsonValueKind.String => new() { Id = product.GetString() },
        JsonValueKind.Object => new() { Id = Text(product, "id") ?? Text(product, "ID"), Value = Count(product, "value") },
        _ => null,
    };

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

    private static string? Text(JsonElement claims, string name)
        => ErrorShape.Member(claims, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Count(JsonElement claims, string name)
        => ErrorShape.Member(claims, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var count)
            && decimal.IsInteger(count) && count is >= int.MinValue and <= int.MaxValue ? (int)count : null; // 12.0 is an integer, too

    private static JsonElement? Map(JsonElement claims, string name)
        => ErrorShape.Member(claims, name) is { ValueKind: JsonValueKind.Object } map ? map : null;

    private static JsonElement.ArrayEnumerator? List(JsonElement claims, string name)
        => ErrorShape.Member(claims, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : null;

    private static string[]? Texts(JsonElement claims, string name)
        => List(claims, name) is { } list ? [.. list.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : null;
}
