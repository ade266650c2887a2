using Semrush.Client.Authentication.AppCenter.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Verifies the JWT with which Semrush opens an app's iframe, and reads who is looking.</summary>
/// <remarks>
/// <para>Whatever is wrong with a token is a value, <see cref="IframeTokenResult.Error"/>; only wrong settings are an exception.</para>
/// <para>
/// Checked are the algorithm, which has to be HS256, the signature, the app in <c>aud</c>, and <c>exp</c>, which has to be there. Semrush
/// sends neither <c>iss</c> nor <c>iat</c>. Every member may be used from any thread.
/// </para>
/// </remarks>
public sealed class IframeTokenValidator
{
    /// <summary>The longest token that is looked at, in characters. Semrush's example has about a thousand.</summary>
    public const int LengthLimit = 16 * 1024;

    private readonly IframeTokenCheck _check;
    private readonly TimeProvider _time;

    /// <summary>A validator for the tokens of one app.</summary>
    /// <param name="options">The app and its secret.</param>
    /// <param name="timeProvider">The clock; the system's when left out.</param>
    /// <exception cref="ArgumentException">A setting is missing or wrong; the message names it.</exception>
    public IframeTokenValidator(IframeTokenOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindFault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        _check = new(options.AppId!, AppSigningKey.From(options.AppSecret!), options.ClockSkew);
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Verifies a token and reads its claims. It waits for nothing but the processor.</summary>
    /// <param name="token">The token, as it came in the query parameter or the header <c>jwt</c>.</param>
    public async Task<IframeTokenResult> ValidateAsync(string? token)
        => string.IsNullOrWhiteSpace(token) ? IframeTokenResult.Refused(IframeTokenError.Missing)
        : token.Length > LengthLimit ? IframeTokenResult.Refused(IframeTokenError.TooLong)
        : await _check.RunAsync(token, _time.GetUtcNow()).ConfigureAwait(false);

    /// <summary>The name of the type, and nothing of the secret.</summary>
    public override string ToString() => nameof(IframeTokenValidator);
}
