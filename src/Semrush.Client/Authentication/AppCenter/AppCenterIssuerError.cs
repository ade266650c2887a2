namespace Semrush.Client.Authentication;

/// <summary>Why the App Center gave no bearer token.</summary>
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

    /// <summary><c>JWT token is expired or issued at wrong date</c>: by Semrush's clock the JWT is more than five minutes old, or not yet made.</summary>
    WrongDate,

    /// <summary>Status 403: the app has no access.</summary>
    AccessDenied,
}
