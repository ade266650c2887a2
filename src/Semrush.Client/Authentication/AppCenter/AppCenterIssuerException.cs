using System.Net;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>A rejection by the App Center's issuer of bearer tokens.</summary>
/// <remarks><see cref="SemrushAuthenticationException.NextStep"/> is what to do about its <see cref="Reason"/>.</remarks>
public sealed class AppCenterIssuerException : SemrushAuthenticationException
{
    private const string Prefix = "JWT processing error:";

    private static readonly (string Message, AppCenterIssuerError Reason)[] Messages =
    [
        ("Invalid request body", AppCenterIssuerError.InvalidRequestBody),
        ("No jwt data in request body", AppCenterIssuerError.NoJwt),
        ("Incorrect JWT", AppCenterIssuerError.IncorrectJwt),
        ("Invalid app id", AppCenterIssuerError.InvalidAppId),
        ("App not found", AppCenterIssuerError.AppNotFound),
        ("JWT token is expired or issued at wrong date", AppCenterIssuerError.WrongDate),
    ];

    /// <summary>A rejection for a test.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="reason">Why it was rejected.</param>
    public AppCenterIssuerException(string message, AppCenterIssuerError reason)
        : base(message, NextStepFor(reason)) => Reason = reason;

    internal AppCenterIssuerException(ErrorFacts facts)
        : this(ReasonFor(facts), facts)
    {
    }

    private AppCenterIssuerException(AppCenterIssuerError reason, ErrorFacts facts)
        : base(ErrorReader.Describe(facts), NextStepFor(reason), facts) => Reason = reason;

    /// <summary>Why it was rejected.</summary>
    public AppCenterIssuerError Reason { get; }

    // The message may come in an object, as a text, or in HTML.
    private static AppCenterIssuerError ReasonFor(ErrorFacts facts)
    {
        var text = (facts.Message ?? "").Trim();
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            text = text[Prefix.Length..].TrimStart();
        foreach (var (message, reason) in Messages)
            if (text.StartsWith(message, StringComparison.OrdinalIgnoreCase))
                return reason;
        return facts.Status switch
        {
            HttpStatusCode.Unauthorized => AppCenterIssuerError.IncorrectJwt,
            HttpStatusCode.Forbidden => AppCenterIssuerError.AccessDenied,
            _ => AppCenterIssuerError.Unknown,
        };
    }

    private static string NextStepFor(AppCenterIssuerError reason) => reason switch
    {
        AppCenterIssuerError.InvalidRequestBody or AppCenterIssuerError.NoJwt
            => "The JWT was sent and did not arrive: check the gateway or proxy between this program and Semrush.",
        AppCenterIssuerError.IncorrectJwt => "Check that AppSecret is the secret of this app.",
        AppCenterIssuerError.InvalidAppId => "Set AppId to the ID of the app: a UUID of version 4.",
        AppCenterIssuerError.AppNotFound => "Check AppId: the App Center has no app with this ID.",
        AppCenterIssuerError.WrongDate
            => "Check the clock of this machine: the JWT was signed just before, and Semrush rejects one that is five minutes old.",
        AppCenterIssuerError.AccessDenied => "Ask the App Center team to enable the server-to-server API for the app.",
        _ => "Check AppId and AppSecret; if they are right, ask the App Center team.",
    };
}

/// <summary>Why the App Center returned no bearer token.</summary>
// Source: App Center server-to-server API, its six messages; the OpenAPI document of the App Center for the statuses 401 and 403.
public enum AppCenterIssuerError
{
    /// <summary>A reason that is not documented; <see cref="SemrushApiException.ErrorMessage"/> has the text.</summary>
    Unknown,

    /// <summary><c>Invalid request body</c>: the request arrived without a body.</summary>
    InvalidRequestBody,

    /// <summary><c>No jwt data in request body</c>: the body arrived without the JWT.</summary>
    NoJwt,

    /// <summary><c>Incorrect JWT</c>: claims are missing, or the signature is wrong.</summary>
    IncorrectJwt,

    /// <summary><c>Invalid app id</c>: the ID of the app is missing or is not a UUID of version 4.</summary>
    InvalidAppId,

    /// <summary><c>App not found</c>: no app has the ID.</summary>
    AppNotFound,

    /// <summary><c>JWT token is expired or issued at wrong date</c>: by Semrush's clock it is over five minutes old, or invalid.</summary>
    WrongDate,

    /// <summary>Status 403: the app has no access.</summary>
    AccessDenied,
}
