using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>The user and the notification that the documentation shows.</summary>
internal static class DemoApp
{
    private const long UserId = 5511383;
    private const long SubscriptionId = 123;

    public static void AddTo(AppCenterStore store)
    {
        store.Viewers[UserId] = Status();
        store.Subscriptions[SubscriptionId] = new SubscriptionSeed
        {
            Id = SubscriptionId,
            Name = "AppName notifications",
            Description = "Sufficient changes on your projects positions",
            Trigger = "appname-notifications",
        };
        store.Subscribers.Add((UserId, SubscriptionId));
    }

    private static JObject Status() => new()
    {
        ["is_main_product_active"] = true,
        ["is_app_taken_for_free"] = false,
        ["is_main_product_trial_available"] = false,
        ["product_trials_available"] = new JArray("f406843c-6838-46de-9ecc-f17c7c0dc359"),
        ["active_products"] = new JArray(
            new JObject { ["id"] = "4fbe56d2-148c-40c4-af83-bdcbfd60c0e3", ["value"] = 1 },
            new JObject { ["id"] = "3e17cdb2-5b75-4959-bf16-97221c3bd0a8", ["value"] = 1 }),
        ["extra_user_data"] = new JObject
        {
            ["is_main_product_trial_active"] = false,
            ["active_product_trials"] = new JArray("e67176df-f062-4ab6-817a-e2f68878bba8"),
        },
    };
}
