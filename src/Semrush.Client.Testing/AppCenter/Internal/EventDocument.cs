using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>An event as GetEvent shows it, without `decision` and `channel`, whose values are not documented.</summary>
internal static class EventDocument
{
    private const int Registered = 1;
    private const int Processed = 3;
    private const int NothingToDo = 4;

    public static JObject Of(EmulatedEvent found, DateTimeOffset now)
    {
        var processedAt = found.RegisteredAt + found.ProcessingTime;
        var isProcessed = now >= processedAt;
        // That there is nothing to do for a user who has not subscribed is the emulator's reading.
        var settled = found.SubscriptionId is null ? NothingToDo : Processed;
        var document = new JObject
        {
            ["id"] = $"{found.Id:D}",
            ["ts"] = InstantText.Whole(found.RegisteredAt),
            ["state"] = isProcessed ? settled : Registered,
            ["state_on"] = InstantText.Whole(isProcessed ? processedAt : found.RegisteredAt),
            ["actions"] = new JArray(),
        };
        if (isProcessed && found.SubscriptionId is { } subscriptionId)
            document["actions"] = new JArray(Action(found, subscriptionId, processedAt));
        return document;
    }

    private static JObject Action(EmulatedEvent found, long subscriptionId, DateTimeOffset time) => new()
    {
        ["id"] = $"{found.ActionId:D}",
        ["ts"] = InstantText.Whole(time),
        ["type"] = "notification",
        ["finished"] = true,
        ["notification"] = new JObject { ["subscription_id"] = subscriptionId, ["recipient_id"] = found.UserId },
    };
}
