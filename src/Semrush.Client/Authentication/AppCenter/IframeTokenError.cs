namespace Semrush.Client.Authentication;

/// <summary>Why the token of an iframe was refused.</summary>
public enum IframeTokenError
{
    /// <summary>There is no token.</summary>
    Missing,

    /// <summary>It is longer than <see cref="IframeTokenValidator.LengthLimit"/>.</summary>
    TooLong,

    /// <summary>It is no JWT, or its claims are none that can be read.</summary>
    Malformed,

    /// <summary>It is not signed with HS256, or demands of its reader what this one does not know (<c>crit</c>).</summary>
    AlgorithmRefused,

    /// <summary>The signature is not that of the secret: the token was altered, or made by somebody else.</summary>
    SignatureInvalid,

    /// <summary>It is for another app.</summary>
    AudienceMismatch,

    /// <summary>It does not say when it ends.</summary>
    ExpirationMissing,

    /// <summary>It has ended.</summary>
    Expired,

    /// <summary>It has not begun.</summary>
    NotYetValid,

    /// <summary>It names no viewer.</summary>
    ViewerMissing,
}
