using Semrush.Client.Authentication.Stores.Internal;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>The name of a file is what tokens of yesterday are found by, so it stays as it is.</summary>
public sealed class GrantFileNameTests
{
    [Theory]
    [InlineData("device;client=My App", "device-client-my-app-9d8e874777a45a9b")]
    [InlineData("../a", "a-61b4c98bfb92bdc9")]
    [InlineData("ä", "-33e6d73fee82904c")]
    public void It_is_the_letters_and_digits_of_the_grant_and_a_digest(string key, string name) => Assert.Equal(name, GrantFileName.Of(key));

    [Fact]
    public void Forty_characters_of_the_grant_are_enough() => Assert.Equal(new string('x', 40) + "-c38c2bf3055c516a", GrantFileName.Of(new('x', 500)));
}
