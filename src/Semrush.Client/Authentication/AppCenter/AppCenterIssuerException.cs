using Semrush.Client.Authentication.AppCenter.Internal;
using Semrush.Client.Http;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.AppCenter;

/// <summary>A refusal of the App Center's issuer of bearer tokens.</summary>
/// <remarks><see cref="SemrushAuthenticationException.NextStep"/> says what to do about its <see cref="Reason"/>.</remarks>
public sealed class AppCenterIssuerException : SemrushAuthenticationException
{
    internal AppCenterIssuerException(AppCenterIssuerError reason, ErrorFacts facts)
        : base(ErrorReader.Describe(facts), IssuerAdvice.For(reason), facts) => Reason = reason;

    /// <summary>Why it refused.</summary>
    public AppCenterIssuerError Reason { get; }
}
