using System.Buffers.Text;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
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

/// <summary>Checks a request to the issuer for the six documented errors, in the order in which the documentation lists them.</summary>
internal static class IssuerCheck
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // A JSON number cannot have a fraction of a second in the clock's full resolution.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>The error; null for a request with a valid JWT. Its names are those of the contract's examples.</summary>
    public static EmulatedResponse? FindError(EmulatedAppCenter app, ContractOperation operation, IncomingRequest incoming)
        => FindError(app, incoming) is { } example ? ExampleResponse.Of(operation, 400, example) : null;

    private static string? FindError(EmulatedAppCenter app, IncomingRequest incoming)
    {
        if (!incoming.HasBody || !JsonText.TryRead(incoming.Body!, out var body) || body is not JObject members)
            return "invalidRequestBody";
        if (members["jwt"] is not { Type: not JTokenType.Null } jwt || jwt is JValue { Value: "" })
            return "noJwt";
        if (jwt is not JValue { Value: string token } || AppToken.ReadUnverified(token) is not { } claims)
            return "incorrectJwt";
        var issuer = (claims["iss"] as JValue)?.Value as string;
        if (!Guid.TryParseExact(issuer, "D", out var appId) || appId is not { Version: 4, Variant: >= 8 and <= 11 })
            return "invalidAppId";
        if (appId != Guid.Parse(app.AppId))
            return "appNotFound";
        if (claims["aud"] is not JValue { Value: "app-center" } || !IsNumber(claims["iat"]) || !AppToken.IsSignedWith(token, app.AppSecret))
            return "incorrectJwt";

        // No tolerance is documented for a clock that is ahead. That `exp` counts is not documented, either.
        var seconds = (app.Now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var age = seconds - (double)claims["iat"]!;
        var isOver = IsNumber(claims["exp"]) && (double)claims["exp"]! <= seconds;
        return isOver || age < -Rounding.TotalSeconds || age >= Lifetime.TotalSeconds ? "expired" : null;
    }

    private static bool IsNumber(JToken? claim) => claim is { Type: JTokenType.Integer or JTokenType.Float };
}

/// <summary>
/// Signs and verifies JWTs with HS256. Claims are read as a document, so that a number stays an integer or a fraction. Times are not
/// checked.
/// </summary>
internal static class AppToken
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static string Sign(JObject claims, string secret)
        => Handler.CreateToken(JsonText.Write(claims), new SigningCredentials(Key(secret), SecurityAlgorithms.HmacSha256));

    /// <summary>The claims of a token, whatever its signature; null for any other text.</summary>
    public static JObject? ReadUnverified(string token)
    {
        try
        {
            var payload = Base64UrlEncoder.Decode(Handler.ReadJsonWebToken(token).EncodedPayload);
            return JsonText.TryRead(payload, out var claims) ? claims as JObject : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or SecurityTokenException)
        {
            return null;
        }
    }

    public static bool IsSignedWith(string token, string secret)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKey = Key(secret),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateAudience = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
        };
        // With a key at hand, the task is completed already.
        return Handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult().IsValid;
    }

    private static SymmetricSecurityKey Key(string secret) => new(Encoding.UTF8.GetBytes(secret));
}
