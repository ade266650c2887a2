using System.Text.Json;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Internals.Tests;

/// <summary>A secret in a text of the server is hidden in each of its escapes, and the text around it stays.</summary>
public sealed class RedactionTests
{
    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("a b", "a+b")]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b", """a\/b""")]
    [InlineData("""a\b""", """a\\b""")]
    [InlineData("a\"b", """a\"b""")]
    [InlineData("a\"b", "a&quot;b")]
    [InlineData("a'b", "a&apos;b")]
    [InlineData("a'b", "a&#39;b")]
    [InlineData("a'b", "a&#x0027;b")]
    [InlineData("a&b", "a&amp;b")]
    [InlineData("a<b", "a&lt;b")]
    [InlineData("a>b", "a&gt;b")]
    [InlineData("a>b", """a\u003Eb""")]
    [InlineData("a.b", "a%2Eb")]
    [InlineData("aéb", "a%c3%A9b")]
    [InlineData("a😀b", "a%F0%9F%98%80b")]
    [InlineData("a😀b", """a\ud83d\uDE00b""")]
    [InlineData("a😀b", "a&#128512;b")]
    public void A_secret_is_hidden_in_every_escape(string secret, string written)
        => Assert.Equal("<***>", new Redaction([secret]).In($"<{written}>"));

    [Theory]
    [InlineData("a.b", "axb%")]
    [InlineData("ab", "a%b")]
    [InlineData("a b", "ab&")]
    public void Similar_text_stays(string secret, string text) => Assert.Equal(text, new Redaction([secret]).In(text));

    [Fact]
    public void Each_of_several_secrets_is_hidden() => Assert.Equal("*** *** third", new Redaction(["first", "second"]).In("first second third"));

    [Theory]
    [InlineData("own", "slow_down own down owner 'own' own", "slow_down *** down owner '***' ***")]
    [InlineData("d", "slow_down d, invalid_grant d", "slow_down ***, invalid_grant ***")]
    [InlineData("1234567", "12345678 1234567", "12345678 ***")]
    [InlineData("12345678", "123456789", "***9")]
    [InlineData("own", "%20own%20down", "%20***%20down")]
    [InlineData("own", """\nown\u0022own\u0022down""", """\n***\u0022***\u0022down""")]
    [InlineData("a&b", "xa%26b a%26b", "xa%26b ***")]
    public void A_short_secret_is_hidden_as_a_whole_word_only(string secret, string text, string left)
        => Assert.Equal(left, new Redaction([secret]).In(text));

    [Theory]
    [InlineData("down", "It is a slow_down", "It is a slow_down")]
    [InlineData("secret", "A text secr", "A text ")]
    public void A_truncated_text_loses_no_word_to_a_short_secret(string secret, string text, string left)
        => Assert.Equal(left, new Redaction([secret]).InCut(text));

    [Fact]
    public void Null_stays_null() => Assert.Null(new Redaction(["first"]).In((string?)null));

    [Theory]
    [InlineData("""{"a":"secret 1"}""", "secret", """{"a":"*** 1"}""")]
    [InlineData("""{"a":"other"}""", "secret", """{"a":"other"}""")]
    [InlineData("""{"a":51234}""", "51234", null)]
    [InlineData("""{"a":512345678}""", "12345678", null)]
    public void A_secret_in_JSON_is_hidden_or_the_JSON_is_left_out(string json, string secret, string? left)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(left, new Redaction([secret]).In((JsonElement?)document.RootElement)?.GetRawText());
    }

    [Theory]
    [InlineData("canary-key", "A text canary-k", "A text ")]
    [InlineData("canary-key", "A text cana", "A text ")]
    [InlineData("canary-key", "A text can", "A text can")]
    [InlineData("canary-key", "A text canary-key, and can", "A text ***, and can")]
    [InlineData("canary78", "A text xcana", "A text x")]
    [InlineData("key", "A text key", "A text ***")]
    [InlineData("鍵鍵鍵鍵鍵", "A text %e9%8d%B5%e9%8d%b5%e9%8d%b5%e9%8d%b5%e9%8d", "A text ")]
    [InlineData("canary", "cana", "")]
    public void A_truncated_text_ends_where_a_secret_begins(string secret, string text, string left)
        => Assert.Equal(left, new Redaction([secret]).InCut(text));

    [Fact]
    public void A_beginning_too_far_from_the_end_of_a_truncated_text_stays()
    {
        // Nine bytes for each character, and not one more.
        var text = "cana" + new string('x', ("canary".Length * 9) - "cana".Length);

        Assert.Equal("", new Redaction(["canary"]).InCut(text));
        Assert.Equal(text + "x", new Redaction(["canary"]).InCut(text + "x"));
    }

    [Fact]
    public void A_truncated_text_hides_the_beginning_of_each_secret()
    {
        var hide = new Redaction(["first-secret", "other-secret"]);

        Assert.Equal("A ", hide.InCut("A first-s"));
        Assert.Equal("A ", hide.InCut("A other-s"));
    }
}
