namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>What to do about each refusal of the issuer.</summary>
internal static class IssuerAdvice
{
    public static string For(AppCenterIssuerError reason) => reason switch
    {
        AppCenterIssuerError.InvalidRequestBody or AppCenterIssuerError.NoJwt
            => "The JWT was sent and did not arrive: check the gateway or proxy between this program and Semrush.",
        AppCenterIssuerError.IncorrectJwt => "Check that AppSecret is the secret of this very app.",
        AppCenterIssuerError.InvalidAppId => "Set AppId to the ID of the app: a UUID of version 4.",
        AppCenterIssuerError.AppNotFound => "Check AppId: the App Center knows no app with this ID.",
        AppCenterIssuerError.WrongDate => "Check the clock of this machine: the JWT was signed just before, and Semrush takes none that is five minutes old.",
        AppCenterIssuerError.AccessDenied => "Ask the App Center team to enable the server-to-server API for the app.",
        _ => "Check AppId and AppSecret; if they are right, ask the App Center team.",
    };
}
