namespace Semrush.Client.Authentication.AppCenter.Internal;

/// <summary>What each refusal of an iframe's token means, for a person.</summary>
internal static class IframeTokenAdvice
{
    public static string For(IframeTokenError error) => error switch
    {
        IframeTokenError.Missing => "The request has no token: open the app inside Semrush.",
        IframeTokenError.TooLong => "The token is longer than any that Semrush makes.",
        IframeTokenError.AlgorithmRefused => "The token is not signed with HS256, the one algorithm of the App Center.",
        IframeTokenError.SignatureInvalid => "The signature of the token is wrong: it was altered, or AppSecret is not the secret of this app.",
        IframeTokenError.AudienceMismatch => "The token is for another app: check AppId.",
        IframeTokenError.ExpirationMissing => "The token does not say when it ends.",
        IframeTokenError.Expired => "The token has expired: get a new one with getAccessToken of the JS SDK.",
        IframeTokenError.NotYetValid => "The token is not valid yet: check the clock of this machine.",
        IframeTokenError.ViewerMissing => "The token names no viewer.",
        _ => "The token is not a JWT that can be read.",
    };
}
