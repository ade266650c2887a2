using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Internal;

/// <summary>A request of a sign-in, and the advice after <c>invalid_request</c> or <c>invalid_grant</c>, or otherwise.</summary>
internal sealed record SignInStep(string WhenInvalid, string Otherwise)
{
    public static readonly SignInStep Page = First("Check ClientId, RedirectUri and Scopes, and sign in again.");
    public static readonly SignInStep DeviceCode =
        First("Check BaseAddress, Scopes and ClientId; CodeParameters sets their place in the request.");
    public static readonly SignInStep DevicePoll = With("device code");
    public static readonly SignInStep Code = With("code");
    public static readonly SignInStep Refresh = With("refresh token");

    /// <summary>The exception for a rejected request, with advice about this step.</summary>
    public SemrushAuthenticationException Rejected(SemrushApiException failure) => failure switch
    {
        // The request was not sent, and the exception contains the reason.
        SemrushAuthenticationException { StatusCode: null } unsent => unsent,
        SemrushAuthenticationException => new(ErrorReader.Describe(failure.Facts), NextStep(failure.Facts), failure.Facts),
        _ => new(failure.Message, "Sign in again.", failure.Facts),
    };

    private string NextStep(ErrorFacts facts) => facts.IsOAuth
        ? NextSteps.For(facts.Code, WhenInvalid, Otherwise)
        : "The response does not have the form of an authorization server: a gateway or a sign-in page of the network may have sent it. "
            + "Check the network, the client id and the client secret, and try again.";

    // The first request of a sign-in contains settings only.
    private static SignInStep First(string check) => new(check, check);

    private static SignInStep With(string grant) => new(
        $"Sign in again: the {grant} is not valid any more.",
        $"Check the client id, the client secret and the {grant}, and sign in again.");
}
