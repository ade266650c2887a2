using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

internal static class StoreExtensions
{
    public static Task PutAsync(this ITokenStore store, string key, TokenSet? tokens)
        => store.UpdateAsync(key, (_, _) => Task.FromResult(tokens), The.Token);
}
