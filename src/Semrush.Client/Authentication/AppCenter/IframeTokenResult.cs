using System.Diagnostics.CodeAnalysis;
using Semrush.Client.Authentication.AppCenter.Internal;

namespace Semrush.Client.Authentication;

/// <summary>What became of the token of an iframe: the viewer, or the reason of the refusal.</summary>
public sealed class IframeTokenResult
{
    private IframeTokenResult(AppViewer? viewer, IframeTokenError? error) => (Viewer, Error) = (viewer, error);

    /// <summary>Whether the token is genuine, for this app, and still lasts.</summary>
    [MemberNotNullWhen(true, nameof(Viewer))]
    [MemberNotNullWhen(false, nameof(Error), nameof(ErrorMessage))]
    public bool IsValid => Viewer is not null;

    /// <summary>Who looks at the app; nobody where the token was refused.</summary>
    public AppViewer? Viewer { get; }

    /// <summary>Why the token was refused.</summary>
    public IframeTokenError? Error { get; }

    /// <summary>Why the token was refused and what to do, in a sentence without anything of the token.</summary>
    public string? ErrorMessage => Error is { } error ? IframeTokenAdvice.For(error) : null;

    /// <summary>Whether the token is valid, or why not.</summary>
    public override string ToString() => Error?.ToString() ?? "Valid";

    internal static IframeTokenResult Valid(AppViewer viewer) => new(viewer, null);

    internal static IframeTokenResult Refused(IframeTokenError error) => new(null, error);
}
