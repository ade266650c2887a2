using Semrush.Client.Authentication.AppCenter.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication;

/// <summary>A refusal of the App Center's issuer of bearer tokens.</summary>
/// <remarks><see cref="SemrushAuthenticationException.NextStep"/> says what to do about its <see cref="Reason"/>.</remarks>
public sealed class AppCenterIssuerException : SemrushAuthenticationException
{
    /// <summary>A refusal that a test makes.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="reason">Why it refused.</param>
    public AppCenterIssuerException(string message, AppCenterIssuerError reason)
        : base(message, IssuerAdvice.For(reason)) => Reason = reason;

    internal AppCenterIssuerException(AppCenterIssuerError reason, ErrorFacts facts)
        : base(ErrorReader.Describe(facts), IssuerAdvice.For(reason), facts) => Reason = reason;

    /// <summary>Why it refused.</summary>
    public AppCenterIssuerError Reason { get; }
}
