using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Answers.Internal;

/// <summary>The body of API 4: `meta`, and then `data` or `error`.</summary>
internal static class Envelope
{
    public static Answer Ok(JToken data) =>
        new(200, JsonText.Write(new JObject { ["meta"] = Meta(200), ["data"] = data }), "application/json");

    public static Answer Error(int status, JObject error) =>
        new(status, JsonText.Write(new JObject { ["meta"] = Meta(status), ["error"] = error }), "application/json");

    public static Answer Error(int status, string? description = null)
    {
        var error = new JObject { ["code"] = status, ["message"] = StatusText.Of(status) };
        if (description is not null)
            error["description"] = description;
        return Error(status, error);
    }

    public static string NewRequestId() => Guid.NewGuid().ToString("N");

    private static JObject Meta(int status) => new()
    {
        ["success"] = status < 400,
        ["status_code"] = status,
        ["request_id"] = NewRequestId(),
    };
}
