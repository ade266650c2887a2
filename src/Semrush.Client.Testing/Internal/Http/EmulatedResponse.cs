using System.Globalization;
using System.Text;
using WireMock;
using WireMock.ResponseBuilders;
using WireMock.Types;
using WireMock.Util;

namespace Semrush.Client.Testing.Internal;

/// <summary>A response before it is sent. Without a body it has a status and headers only. The default content type is JSON.</summary>
internal sealed record EmulatedResponse(int Status, string? Body = null, string? ContentType = null)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The damage that WireMock does to the response when it sends it.</summary>
    public FaultType FaultType { get; init; }

    public static EmulatedResponse Json(int status, object document) => new(status, JsonText.Write(JsonText.From(document)));

    /// <summary>A success in the envelope of API 4: `meta` and `data`.</summary>
    public static EmulatedResponse Data(object data) => Json(200, new { meta = Meta(200), data });

    /// <summary>An error in the envelope of API 4: `meta` and `error`.</summary>
    public static EmulatedResponse Error(int status, object error) => Json(status, new { meta = Meta(status), error });

    /// <summary>A JSON response of a token endpoint, RFC 6749 section 5.1. No cache may keep it.</summary>
    public static EmulatedResponse OAuth(int status, object document) => Json(status, document).With("Cache-Control", "no-store");

    /// <summary>An error of a token endpoint, RFC 6749 section 5.2.</summary>
    public static EmulatedResponse OAuthError(string code, string? description = null)
        => OAuth(code == "invalid_client" ? 401 : 400, new { error = code, error_description = description });

    public static string NewRequestId() => Guid.NewGuid().ToString("N");

    /// <summary>The value of a `Retry-After` header, rounded up to whole seconds.</summary>
    public static string Seconds(TimeSpan delay) => Math.Ceiling(delay.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);

    public EmulatedResponse With(string header, string value) => this with { Headers = [.. Headers, KeyValuePair.Create(header, value)] };

    public ResponseMessage ToMessage()
    {
        var message = new ResponseMessage { StatusCode = Status, FaultType = FaultType };
        if (Body is not null)
        {
            message.BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = Body, Encoding = Utf8 };
            message.AddHeader("Content-Type", ContentType ?? "application/json");
        }

        foreach (var (name, value) in Headers)
            message.AddHeader(name, value);
        return message;
    }

    private static object Meta(int status) => new { success = status < 400, status_code = status, request_id = NewRequestId() };
}
