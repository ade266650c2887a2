using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>Compares an exception with the documented body of an error, whichever of the documented forms it has.</summary>
internal static class ThrownError
{
    public static void AssertSays(SemrushApiException thrown, JToken? body, bool isSensitive)
    {
        if (isSensitive)
            Assert.Null(thrown.RawBody);
        else if (body is JObject document)
            AssertKept(document, thrown);
        switch (body)
        {
            case JObject { } root when root["error"] is JValue code:
                Assert.Equal((string)code!, thrown.ErrorCode);
                Assert.Equal((string?)root["error_description"], thrown.ErrorMessage);
                Assert.NotEmpty(Assert.IsType<SemrushAuthenticationException>(thrown).NextStep);
                break;
            case JObject { } root:
                var error = root["error"] as JObject ?? root;
                Assert.Equal((string?)(error["message_code"] ?? error["code"]), thrown.ErrorCode);
                Assert.Contains((string)error["message"]!, thrown.ErrorMessage, StringComparison.Ordinal);
                Assert.Equal((string?)root["meta"]?["request_id"], thrown.RequestId);
                Assert.Equal(root.SelectTokens("$..field_violations[*].field").Select(field => (string)field!), thrown.FieldViolations.Select(violation => violation.Field));
                break;
            case JValue { Type: JTokenType.String } page when !isSensitive:
                Assert.Contains((string)page!, thrown.RawBody, StringComparison.Ordinal);
                break;
        }
    }

    private static void AssertKept(JObject document, SemrushApiException thrown)
    {
        Document.AssertSame(document, Document.Parse(thrown.RawBody!));
        if ((document["error"] as JObject)?["details"] is { } details)
            Document.AssertSame(details, Document.Parse(thrown.Details!.Value.GetRawText()));
    }
}
