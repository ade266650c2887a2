using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>The notifications of the app, and who has subscribed to them.</summary>
internal static class NotificationHandlers
{
    public static Answer List(AppCenterStore store, EmulatedRequest request) => Envelope.Ok(new JObject
    {
        ["subscriptions"] = new JArray(store.Subscriptions.Values.Select(subscription => new JObject
        {
            ["id"] = subscription.Id,
            ["name"] = subscription.Name,
            ["description"] = subscription.Description,
            ["trigger"] = subscription.Trigger,
        })),
    });

    public static Answer Status(AppCenterStore store, EmulatedRequest request)
    {
        var userId = (long)request.Parameters["user_id"];
        var id = (long)request.Parameters["id"];
        // What an unknown user or notification gets is not documented for this operation.
        return store.Viewers.ContainsKey(userId) && store.Subscriptions.ContainsKey(id)
            ? Envelope.Ok(new JObject { ["active"] = store.Subscribers.Contains((userId, id)) })
            : ErrorAnswer.Of(request.Operation, 404);
    }
}
