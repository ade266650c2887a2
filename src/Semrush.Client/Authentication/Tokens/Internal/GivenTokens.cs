namespace Semrush.Client.Authentication.Tokens.Internal;

/// <summary>A sign-in that has happened elsewhere, as in a web application that got the code in a request of its own.</summary>
internal sealed class GivenTokens(string name, TokenSet tokens) : ITokenFlow
{
    public string Name => name;

    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken) => Task.FromResult(tokens);

    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => Task.FromResult<TokenSet?>(null);
}
