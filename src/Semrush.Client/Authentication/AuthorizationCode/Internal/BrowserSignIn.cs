using System.Security.Cryptography;
using System.Text;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>The common part of the flows with a browser.</summary>
/// <remarks>A code is exchanged once: a second exchange may revoke the tokens of the first (RFC 6749, section 4.1.2).</remarks>
internal sealed class BrowserSignIn(TokenFlowOptions options)
{
    private const int Remembered = 256;

    private readonly Lock _gate = new();
    private readonly List<string> _spent = [];

    /// <summary>Has a person approve, in the way that the settings name, and completes the sign-in.</summary>
    public async Task<TokenSet> RunAsync(
        Func<AuthorizationRequest> create,
        Func<Uri, string, CancellationToken, Task<TokenSet>> complete,
        CancellationToken cancellationToken)
    {
        var browser = options._browser ?? throw CallbackQuery.Fault(
            "A sign-in needs a person, and there is no way to ask for approval.",
            $"Call {options.GetType().Name}.UseBrowser, or sign in beforehand and share the token store.");
        var request = create();
        var callback = await browser(request, cancellationToken).ConfigureAwait(false);
        return await complete(callback, request.State, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> ExchangeAsync<T>(string code, Func<Task<T>> exchange)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        lock (_gate)
        {
            if (_spent.Contains(hash))
                throw CallbackQuery.Fault(
                    "This code was already exchanged. A code can be used once.",
                    "Use the tokens of the first exchange; if it failed, sign in again.");
            if (_spent.Count == Remembered)
                _spent.RemoveAt(0);
            _spent.Add(hash);
        }

        try
        {
            return await exchange().ConfigureAwait(false);
        }
        catch (SemrushConnectionException failure) when (failure.NeverSent)
        {
            lock (_gate)
                _spent.Remove(hash);
            throw;
        }
        catch (SemrushAuthenticationException rejection)
        {
            throw SignInStep.Code.Rejected(rejection);
        }
    }
}
