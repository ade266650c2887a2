using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

public sealed class TokenSerializerTests
{
    [Fact]
    public void Serialized_tokens_are_deserialized()
    {
        var read = TokenSerializer.Deserialize("grant", TokenSerializer.Serialize("grant", The.Tokens));

        Assert.Equal((The.AccessToken, The.RefreshToken), (read!.AccessToken, read.RefreshToken));
        Assert.Equal((The.Tokens.ObtainedAt, The.Tokens.ExpiresAt), (read.ObtainedAt, read.ExpiresAt));
    }

    [Fact]
    public void A_key_and_its_tokens_are_required()
    {
        Assert.Throws<ArgumentException>("key", () => TokenSerializer.Serialize("", The.Tokens));
        Assert.Throws<ArgumentNullException>("tokens", () => TokenSerializer.Serialize("grant", null!));
        Assert.Throws<ArgumentException>("key", () => TokenSerializer.Deserialize("", []));
    }
}
