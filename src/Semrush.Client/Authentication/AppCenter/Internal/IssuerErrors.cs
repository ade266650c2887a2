using System.Net;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>Turns a refusal of the issuer into a reason, in whichever shape it came: object, bare text, or HTML.</summary>
internal static class IssuerErrors
{
    private const string Prefix = "JWT processing error:";

    public static bool IsRefusal(SemrushApiException exception)
        => exception.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    public static AppCenterIssuerException From(SemrushApiException refusal)
        => new(ReasonFor(refusal.StatusCode, refusal.ErrorMessage), refusal.Facts);

    private static AppCenterIssuerError ReasonFor(HttpStatusCode? status, string? message)
    {
        var text = message.AsSpan().Trim();
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            text = text[Prefix.Length..].TrimStart();
        return Says(text, "Invalid request body") ? AppCenterIssuerError.InvalidRequestBody
            : Says(text, "No jwt data in request body") ? AppCenterIssuerError.NoJwt
            : Says(text, "Incorrect JWT") ? AppCenterIssuerError.IncorrectJwt
            : Says(text, "Invalid app id") ? AppCenterIssuerError.InvalidAppId
            : Says(text, "App not found") ? AppCenterIssuerError.AppNotFound
            : Says(text, "JWT token is expired or issued at wrong date") ? AppCenterIssuerError.WrongDate
            : status switch
            {
                HttpStatusCode.Unauthorized => AppCenterIssuerError.IncorrectJwt,
                HttpStatusCode.Forbidden => AppCenterIssuerError.AccessDenied,
                _ => AppCenterIssuerError.Unknown,
            };
    }

    private static bool Says(ReadOnlySpan<char> text, string message) => text.StartsWith(message, StringComparison.OrdinalIgnoreCase);
}
