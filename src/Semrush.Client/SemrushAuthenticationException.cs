using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>A credential is missing, was rejected, cannot be stored, or must not be sent to the requested address.</summary>
/// <remarks>
/// If an authorization server responded, <see cref="SemrushApiException.ErrorCode"/> is a code of RFC 6749 or RFC 8628, such as
/// <c>invalid_request</c>. An error of the App Center's issuer is an <see cref="Authentication.AppCenterIssuerException"/>.
/// </remarks>
public class SemrushAuthenticationException : SemrushApiException
{
    /// <summary>Creates a failure for tests.</summary>
    /// <param name="message">The failure.</param>
    /// <param name="nextStep">What to do about the failure.</param>
    /// <param name="innerException">The cause.</param>
    public SemrushAuthenticationException(string message, string nextStep, Exception? innerException = null)
        : this(message, nextStep, new(""), innerException)
    {
    }

    [OverloadResolutionPriority(1)]
    internal SemrushAuthenticationException(string message, string nextStep, ErrorFacts facts, Exception? inner = null)
        : base($"{message} {nextStep}", facts, inner) => NextStep = nextStep;

    /// <summary>What to do about the failure.</summary>
    public string NextStep { get; }
}
