using System.Net;
using Semrush.Client.Http;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>Turns an answer of the issuer into a reason, in whichever shape it came: object, bare text, or HTML.</summary>
internal static class IssuerErrors
{
    private const string Prefix = "JWT processing error:";

    /// <summary>Whether the issuer has answered with a failure, rather than not at all or with what nobody can read.</summary>
    public static bool IsAnswer(SemrushApiException exception)
        => exception.StatusCode is { } status && ((int)status >= 400 || exception.ErrorMessage is not null);

    /// <summary>The failure to report. The JWT is taken out of it, should the issuer have repeated it.</summary>
    public static SemrushApiException From(SemrushApiException exception, string jwt)
    {
        var facts = Without(new(jwt), exception.Facts);
        return exception.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? new AppCenterIssuerException(ReasonFor(facts.Status, facts.Message), facts)
            : new SemrushApiException(ErrorReader.Describe(facts), facts);
    }

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

    private static ErrorFacts Without(Redaction hide, ErrorFacts facts) => facts with
    {
        Code = hide.In(facts.Code),
        Message = hide.In(facts.Message),
        RequestId = hide.In(facts.RequestId),
        Headers = facts.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.Select(value => hide.In(value)!),
            StringComparer.OrdinalIgnoreCase),
    };
}
