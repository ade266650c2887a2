
namespace Semrush.Client.Tests.Authentication;

/// <summary>Secrets that must turn up nowhere.</summary>
internal static class Canary
{
    public const string AccessToken = "canary-access-6d1a90";
    public const string RefreshToken = "canary-refresh-77be21";
    public const string OldRefreshToken = "canary-spent-refresh-04c8";
    public const string DeviceCode = "canary-device-code-5e12";
    public const string Code = "canary-code-c0ffee11";
    public const string ClientSecret = "canary-client-secret-9f";

    public static readonly string[] All = [AccessToken, RefreshToken, OldRefreshToken, DeviceCode, Code, ClientSecret];

    public static string Tokens => $$"""{"access_token":"{{AccessToken}}","token_type":"Bearer","expires_in":604800,"refresh_token":"{{RefreshToken}}"}""";

    /// <summary>An error of the authorization server that repeats everything it knows.</summary>
    public static string Echo(string code) => $$"""{"error":"{{code}}","error_description":"{{string.Join(' ', All)}}"}""";

    public static void AssertHiddenIn(Exception failure)
    {
        for (Exception? exception = failure; exception is not null; exception = exception.InnerException)
        {
            AssertHiddenIn(exception.ToString());
            AssertHiddenIn(exception.Message);
            if (exception is not SemrushApiException api)
                continue;
            AssertHiddenIn(api.ErrorMessage);
            AssertHiddenIn(api.ErrorCode);
            AssertHiddenIn(api.RawBody);
            AssertHiddenIn(api.Details?.ToString());
            Assert.All(api.ResponseHeaders.SelectMany(header => header.Value), AssertHiddenIn);
        }
    }

    public static void AssertHiddenIn(string? text)
        => Assert.All(All, secret => Assert.DoesNotContain(secret, text ?? "", StringComparison.Ordinal));
}
