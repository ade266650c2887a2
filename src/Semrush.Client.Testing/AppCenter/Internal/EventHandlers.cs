using System.Buffers.Text;
using System.Text;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Checks.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>Events: sent once, however often they come, and what became of them.</summary>
internal static class EventHandlers
{
    public static Answer Send(AppCenterStore store, EmulatedRequest request)
    {
        var body = request.Json;
        var id = Guid.Parse((string)body["id"]!);
        if (store.Events.TryGetValue(id, out var known))
        {
            store.Events[id] = known with { TimesSent = known.TimesSent + 1 };
            return new Answer(201);
        }

        var userId = (long)body["user_id"]!;
        // What follows is not documented; a wrong user_id answers as it does for the viewer status.
        if (!store.Viewers.ContainsKey(userId))
            return ErrorAnswer.Of(request.Operation, 404);
        if (store.Subscriptions.Values.FirstOrDefault(found => found.Trigger == (string?)body["type"]) is not { } subscription)
            return ErrorAnswer.BadRequest(request.Operation, new Violation("type", "must be the trigger of a subscription"));
        if (Variables((string)body["data"]!) is not { } data)
            return ErrorAnswer.BadRequest(request.Operation, new Violation("data", "must be a JSON object in Base64"));
        if (UnreadableAttachment(body) is { } violation)
            return ErrorAnswer.BadRequest(request.Operation, violation);
        store.Events.Add(id, new EmulatedEvent
        {
            Id = id,
            Type = subscription.Trigger,
            UserId = userId,
            Data = data,
            Attachments = (body["attachments"] as JArray)?.Count ?? 0,
            RegisteredAt = store.Now,
            ProcessingTime = store.ProcessingTime,
            SubscriptionId = store.Subscribers.Contains((userId, subscription.Id)) ? subscription.Id : null,
        });
        return new Answer(201);
    }

    public static Answer Get(AppCenterStore store, EmulatedRequest request) =>
        store.Events.TryGetValue(Guid.Parse(request.Text("id")!), out var found)
            ? Envelope.Ok(EventDocument.Of(found, store.Now))
            : ErrorAnswer.Of(request.Operation, 404);

    private static JObject? Variables(string base64)
    {
        if (!Base64.IsValid(base64))
            return null;
        return JsonText.TryRead(Encoding.UTF8.GetString(Convert.FromBase64String(base64)), out var document) ? document as JObject : null;
    }

    private static Violation? UnreadableAttachment(JObject body) => (body["attachments"] as JArray ?? [])
        .Select((attachment, index) => (Content: (string)attachment["content"]!, Index: index))
        .Where(attachment => !Base64.IsValid(attachment.Content))
        .Select(attachment => new Violation($"attachments[{attachment.Index}].content", "must be Base64"))
        .FirstOrDefault();
}
