using System.Net;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Internal;

/// <summary>Tells a refusal, after which only a new sign-in helps, from a failure that may pass.</summary>
internal static class Refusal
{
    /// <summary>Whether the authorization server itself rejected the request, in an OAuth error. A status alone may come from anything on the way.</summary>
    /// <remarks>RFC 6749 (section 5.2) has errors come with 400. With another status, only a registered code counts: gateways write words such as <c>unauthorized</c>.</remarks>
    public static bool IsFinal(SemrushApiException failure)
        => failure is SemrushAuthenticationException { Facts.IsOAuth: true, ErrorCode: not ("server_error" or "temporarily_unavailable") }
            && (failure.StatusCode == HttpStatusCode.BadRequest || ErrorShape.IsRegisteredCode(failure.ErrorCode));

    /// <summary>The rejection, with advice about the step that was rejected.</summary>
    public static SemrushAuthenticationException At(SignInStep step, SemrushApiException failure) => failure switch
    {
        // Without a response: the request was not sent, and the exception says why.
        SemrushAuthenticationException { StatusCode: null } unsent => unsent,
        SemrushAuthenticationException => new(ErrorReader.Describe(failure.Facts), NextStep(step, failure.Facts), failure.Facts),
        _ => new(failure.Message, "Sign in again.", failure.Facts),
    };

    private static string NextStep(SignInStep step, ErrorFacts facts) => facts.IsOAuth
        ? NextSteps.For(facts.Code, step.WhenInvalid, step.Otherwise)
        : "The response does not have the form of an authorization server: a gateway or a sign-in page of the network may have sent it. "
            + "Check the network, the client id and the client secret, and try again.";
}

/// <summary>A request of a sign-in, and what to do where it is rejected: that depends on what it carried.</summary>
/// <param name="WhenInvalid">The advice for <c>invalid_request</c> and <c>invalid_grant</c>.</param>
/// <param name="Otherwise">The advice where the server gave a code that is not known.</param>
internal sealed record SignInStep(string WhenInvalid, string Otherwise)
{
    public static readonly SignInStep Page = First("Check ClientId, RedirectUri and Scopes, and sign in again.");

    public static readonly SignInStep DeviceCode = First("Check BaseAddress, Scopes and ClientId; CodeParameters says where the request has them.");

    public static readonly SignInStep DevicePoll = With("device code");

    public static readonly SignInStep Code = With("code");

    public static readonly SignInStep Refresh = With("refresh token");

    // The first request of a sign-in carries settings only.
    private static SignInStep First(string check) => new(check, check);

    private static SignInStep With(string grant) => new(
        $"Sign in again: the {grant} is not valid any more.",
        $"Check the client id, the client secret and the {grant}, and sign in again.");
}
