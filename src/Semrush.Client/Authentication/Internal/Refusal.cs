using System.Net;
using Semrush.Client.Http;

namespace Semrush.Client.Authentication.Internal;

/// <summary>Tells a refusal, after which only a new sign-in helps, from a failure that may pass.</summary>
internal static class Refusal
{
    /// <summary>Whether the server was reached and able to decide, and said no. Whatever the body of a 400 is, the same request would fail again.</summary>
    public static bool IsFinal(SemrushApiException failure)
        => failure is SemrushAuthenticationException || (failure.StatusCode == HttpStatusCode.BadRequest && !IsOverload(failure));

    /// <summary>Whether the server was not reached, or unable to decide.</summary>
    public static bool IsPassing(SemrushApiException failure) => failure is not SemrushAuthenticationException
        && (IsOverload(failure) || failure is SemrushConnectionException || (int?)failure.StatusCode is 408 or 429 or 499 or >= 500);

    /// <summary>The refusal, in the form that says what to do.</summary>
    public static SemrushAuthenticationException From(SemrushApiException failure)
        => failure as SemrushAuthenticationException ?? new(failure.Message, "Sign in again.", failure.Facts);

    private static bool IsOverload(SemrushApiException failure) => failure.ErrorCode is "server_error" or "temporarily_unavailable";
}
