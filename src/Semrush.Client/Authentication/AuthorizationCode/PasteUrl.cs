using Semrush.Client.Authentication.AuthorizationCode.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Has a person open the page in any browser, and paste the address of the page that follows: for tools without a browser of their own.</summary>
public sealed class PasteUrl
{
    private readonly Func<Uri, CancellationToken, Task<string?>> _ask;

    /// <summary>A sign-in by pasted address.</summary>
    /// <param name="ask">Shows the page to open, and returns what was pasted: the address of the page that follows, or its part from <c>code=</c> on.</param>
    public PasteUrl(Func<Uri, CancellationToken, Task<string?>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        _ask = ask;
    }

    /// <summary>Asks, and makes an address of the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The address that the browser came back to, not yet checked.</returns>
    /// <exception cref="SemrushAuthenticationException">Nothing was pasted, or no address.</exception>
    public async Task<Uri> ReceiveAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = await _ask(request.Uri, cancellationToken).ConfigureAwait(false);
        return PastedText.ToAddress(text, request.RedirectUri);
    }
}
