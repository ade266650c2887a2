using System.Buffers.Text;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>The operations of the App Center.</summary>
internal static class AppCenterHandlers
{
    // Signs the bearer tokens of the issuer. No app can check that signature.
    private static readonly string IssuerSecret = $"{Guid.NewGuid():D}";

    public static void AddTo(OperationHandlers handlers, EmulatedAppCenter app, AcceptedCredentials credentials, TimeSpan tokenLifetime)
    {
        handlers.AddCheck("AppCenter.CreateBearerToken", (operation, incoming) => IssuerCheck.FindError(app, operation, incoming));
        handlers.Add("AppCenter.CreateBearerToken", _ => CreateBearerToken(app, credentials, tokenLifetime));
        handlers.Add("AppCenter.GetViewerStatus", request => GetViewerStatus(app, request));
        handlers.Add("AppCenter.GetSubscriptions", _ => GetSubscriptions(app));
        handlers.Add("AppCenter.GetSubscriptionStatus", request => GetSubscriptionStatus(app, request));
        handlers.Add("AppCenter.SendEvent", request => SendEvent(app, request));
        handlers.Add("AppCenter.GetEvent", request => GetEvent(app, request));
    }

    private static EmulatedResponse CreateBearerToken(EmulatedAppCenter app, AcceptedCredentials credentials, TimeSpan lifetime)
    {
        var (now, expires) = (app.Now, app.Now + lifetime);
        // The claims of this token are not documented, and an app needs none of them.
        var claims = JsonText.From(new
        {
            iss = "app-center",
            aud = app.AppId,
            iat = now.ToUnixTimeSeconds(),
            exp = expires.ToUnixTimeSeconds(),
            jti = $"{Guid.NewGuid():D}",
        });
        var token = AppToken.Sign(claims, IssuerSecret);
        credentials.Accept(token, new TokenFamily(TokenAudience.AppCenter, app.AppId), expires);
        return EmulatedResponse.Json(200, new { jwt = token });
    }

    private static EmulatedResponse GetViewerStatus(EmulatedAppCenter app, EmulatedRequest request)
        => app.Viewers.GetValueOrDefault((long)request.Json["user_id"]!) is { } status
            ? EmulatedResponse.Data(status)
            : ErrorResponse.Of(request.Operation, 404);

    private static EmulatedResponse GetSubscriptions(EmulatedAppCenter app)
        => EmulatedResponse.Data(new { subscriptions = app.Subscriptions.Values });

    private static EmulatedResponse GetSubscriptionStatus(EmulatedAppCenter app, EmulatedRequest request)
    {
        var (userId, id) = ((long)request.Parameters["user_id"], (long)request.Parameters["id"]);
        // The response for an unknown user or notification is not documented for this operation.
        return app.Viewers.ContainsKey(userId) && app.Subscriptions.ContainsKey(id)
            ? EmulatedResponse.Data(new { active = app.Subscribers.Contains((userId, id)) })
            : ErrorResponse.Of(request.Operation, 404);
    }

    // An event counts once, however often it is sent.
    private static EmulatedResponse SendEvent(EmulatedAppCenter app, EmulatedRequest request)
    {
        var body = request.Json;
        var id = Guid.Parse((string)body["id"]!);
        if (app.EventsById.TryGetValue(id, out var known))
        {
            app.EventsById[id] = known with { TimesSent = known.TimesSent + 1 };
            return new EmulatedResponse(201);
        }

        var userId = (long)body["user_id"]!;
        // The errors are not documented. A wrong user_id has the one of the viewer status.
        if (!app.Viewers.ContainsKey(userId))
            return ErrorResponse.Of(request.Operation, 404);
        if (app.Subscriptions.Values.FirstOrDefault(found => found.Trigger == (string?)body["type"]) is not { } subscription)
            return ErrorResponse.BadRequest(request.Operation, new Violation("type", "must be the trigger of a subscription"));
        if (ReadVariables((string)body["data"]!) is not { } data)
            return ErrorResponse.BadRequest(request.Operation, new Violation("data", "must be a JSON object in Base64"));
        var files = (body["attachments"] as JArray ?? []).Select(attachment => (string)attachment["content"]!).ToList();
        if (files.FindIndex(content => !Base64.IsValid(content)) is >= 0 and var index)
            return ErrorResponse.BadRequest(request.Operation, new Violation($"attachments[{index}].content", "must be Base64"));
        app.EventsById.Add(id, new EmulatedEvent
        {
            Id = id,
            Type = subscription.Trigger,
            UserId = userId,
            Data = data,
            Attachments = files.Count,
            RegisteredAt = app.Now,
            ProcessingTime = app.ProcessingTime,
            SubscriptionId = app.Subscribers.Contains((userId, subscription.Id)) ? subscription.Id : null,
        });
        return new EmulatedResponse(201);
    }

    private static EmulatedResponse GetEvent(EmulatedAppCenter app, EmulatedRequest request)
        => app.EventsById.TryGetValue(Guid.Parse(request.Text("id")!), out var found)
            ? EmulatedResponse.Data(found.ToDocument(app.Now))
            : ErrorResponse.Of(request.Operation, 404);

    private static JObject? ReadVariables(string base64)
        => Base64.IsValid(base64) && JsonText.TryRead(Encoding.UTF8.GetString(Convert.FromBase64String(base64)), out var document)
            ? document as JObject
            : null;
}
