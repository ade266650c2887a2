using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Credentials.Internal;
using Semrush.Client.Testing.Requests.Internal;
using Semrush.Client.Testing.Routing.Internal;

namespace Semrush.Client.Testing.AppCenter.Internal;

/// <summary>The operations of the App Center. One call at a time is in a handler.</summary>
internal static class AppCenterHandlers
{
    public static void AddTo(OperationHandlers handlers, AppCenterStore store, AcceptedCredentials credentials, TimeSpan tokenLifetime)
    {
        handlers.AddCheck("AppCenter.CreateBearerToken", (operation, incoming) =>
        {
            lock (store.Gate)
                return IssuerCheck.Find(store, operation, incoming);
        });
        Add("CreateBearerToken", (_, _) => Issue(store, credentials, tokenLifetime));
        Add("GetViewerStatus", ViewerStatus);
        Add("GetSubscriptions", NotificationHandlers.List);
        Add("GetSubscriptionStatus", NotificationHandlers.Status);
        Add("SendEvent", EventHandlers.Send);
        Add("GetEvent", EventHandlers.Get);

        void Add(string id, Func<AppCenterStore, EmulatedRequest, Answer> handle) => handlers.Add($"AppCenter.{id}", request =>
        {
            lock (store.Gate)
                return handle(store, request);
        });
    }

    private static Answer Issue(AppCenterStore store, AcceptedCredentials credentials, TimeSpan lifetime)
    {
        var expires = store.Now + lifetime;
        // The claims of this token are not documented; an app needs none of them.
        var token = AppToken.Sign(
            new JObject
            {
                ["iss"] = "app-center",
                ["aud"] = $"{store.AppId:D}",
                ["iat"] = store.Now.ToUnixTimeSeconds(),
                ["exp"] = expires.ToUnixTimeSeconds(),
                ["jti"] = $"{Guid.NewGuid():D}",
            },
            store.IssuerSecret);
        credentials.Accept(token, new AcceptedBearer(new TokenFamily(TokenAudience.AppCenter, $"{store.AppId:D}"), expires));
        return new Answer(200, JsonText.Write(new JObject { ["jwt"] = token }), "application/json");
    }

    private static Answer ViewerStatus(AppCenterStore store, EmulatedRequest request) =>
        store.Viewers.GetValueOrDefault((long)request.Json["user_id"]!) is { } status
            ? Envelope.Ok(status)
            : ErrorAnswer.Of(request.Operation, 404);
}
