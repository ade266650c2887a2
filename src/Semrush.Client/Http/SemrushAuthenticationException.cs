using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http;

/// <summary>A credential that is missing, was refused, cannot be kept, or may not be sent where it was asked for.</summary>
/// <remarks>
/// <see cref="SemrushApiException.ErrorCode"/> is the code of RFC 6749 or RFC 8628, such as <c>invalid_request</c>, where an
/// authorization server answered. <see cref="Authentication.AppCenter.AppCenterIssuerException"/> is what the App Center says.
/// </remarks>
public class SemrushAuthenticationException : SemrushApiException
{
    internal SemrushAuthenticationException(string message, string nextStep, ErrorFacts facts, Exception? inner = null)
        : base($"{message} {nextStep}", facts, inner) => NextStep = nextStep;

    /// <summary>What to do about it.</summary>
    public string NextStep { get; }
}
