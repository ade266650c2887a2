using System.Security.Cryptography;
using System.Text;
using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>Exchanges each code once: a second exchange may cost the tokens of the first (RFC 6749, section 4.1.2).</summary>
internal sealed class CodeExchange
{
    private const int Remembered = 256;

    private readonly Lock _gate = new();
    private readonly List<string> _spent = [];

    public async Task<T> RunAsync<T>(string code, Func<Task<T>> exchange)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        Spend(hash);
        try
        {
            return await exchange().ConfigureAwait(false);
        }
        catch (SemrushConnectionException failure) when (failure.NeverSent)
        {
            Return(hash);
            throw;
        }
        catch (SemrushAuthenticationException refusal)
        {
            throw Refusal.At(SignInStep.Code, refusal);
        }
    }

    private void Spend(string hash)
    {
        lock (_gate)
        {
            if (_spent.Contains(hash))
                throw CallbackErrors.CodeTwice();
            if (_spent.Count == Remembered)
                _spent.RemoveAt(0);
            _spent.Add(hash);
        }
    }

    private void Return(string hash)
    {
        lock (_gate)
            _spent.Remove(hash);
    }
}
