using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>A credential that is missing, was refused, cannot be kept, or may not be sent where it was asked for.</summary>
/// <remarks>
/// <see cref="SemrushApiException.ErrorCode"/> is the code of RFC 6749 or RFC 8628, such as <c>invalid_request</c>, where an
/// authorization server answered. <see cref="Authentication.AppCenterIssuerException"/> is what the App Center says.
/// </remarks>
public class SemrushAuthenticationException : SemrushApiException
{
    /// <summary>A failure that a test makes.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="nextStep">What to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public SemrushAuthenticationException(string message, string nextStep, Exception? innerException = null)
        : this(message, nextStep, new(""), innerException)
    {
    }

    [OverloadResolutionPriority(1)]
    internal SemrushAuthenticationException(string message, string nextStep, ErrorFacts facts, Exception? inner = null)
        : base($"{message} {nextStep}", facts, inner) => NextStep = nextStep;

    /// <summary>What to do about it.</summary>
    public string NextStep { get; }
}
