using System.Text.Json;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>Every way in which a server may write a secret, and what is left of the text around it.</summary>
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
    public void A_secret_is_hidden_however_it_is_written(string secret, string written)
        => Assert.Equal("<***>", new Redaction([secret]).In($"<{written}>"));

    [Theory]
    [InlineData("a.b", "axb%")]
    [InlineData("ab", "a%b")]
    [InlineData("a b", "ab&")]
    public void What_only_resembles_a_secret_stays(string secret, string text) => Assert.Equal(text, new Redaction([secret]).In(text));

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
    public void A_short_secret_is_hidden_where_it_stands_by_itself_and_mutilates_no_word(string secret, string text, string left)
        => Assert.Equal(left, new Redaction([secret]).In(text));

    [Theory]
    [InlineData("down", "It is a slow_down", "It is a slow_down")]
    [InlineData("secret", "A text secr", "A text ")]
    public void A_text_that_is_cut_off_loses_no_word_to_a_short_secret(string secret, string text, string left)
        => Assert.Equal(left, new Redaction([secret]).InCut(text));

    [Fact]
    public void No_text_stays_none() => Assert.Null(new Redaction(["first"]).In((string?)null));

    [Theory]
    [InlineData("""{"a":"secret 1"}""", "secret", """{"a":"*** 1"}""")]
    [InlineData("""{"a":"other"}""", "secret", """{"a":"other"}""")]
    [InlineData("""{"a":51234}""", "51234", null)]
    [InlineData("""{"a":512345678}""", "12345678", null)]
    public void In_JSON_a_secret_is_hidden_or_the_whole_is_left_out(string json, string secret, string? left)
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
    public void A_text_that_is_cut_off_ends_where_a_secret_begins(string secret, string text, string left)
        => Assert.Equal(left, new Redaction([secret]).InCut(text));

    [Fact]
    public void A_beginning_that_is_too_far_from_the_cut_for_the_secret_stays()
    {
        // Nine bytes for each character, and not one more.
        var text = "cana" + new string('x', ("canary".Length * 9) - "cana".Length);

        Assert.Equal("", new Redaction(["canary"]).InCut(text));
        Assert.Equal(text + "x", new Redaction(["canary"]).InCut(text + "x"));
    }

    [Fact]
    public void A_cut_hides_the_beginning_of_each_secret()
    {
        var hide = new Redaction(["first-secret", "other-secret"]);

        Assert.Equal("A ", hide.InCut("A first-s"));
        Assert.Equal("A ", hide.InCut("A other-s"));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(ErrorReader.BodyLimit, false)]
    [InlineData(ErrorReader.BodyLimit + 1, true)]
    public async Task A_body_up_to_the_limit_is_not_taken_for_one_that_is_cut(int length, bool isCut)
    {
        var body = (new string('x', Math.Min(length, ErrorReader.BodyLimit) - 4) + The.ApiKey[..4]).PadRight(length, 'y');

        var kept = isCut ? body[..(ErrorReader.BodyLimit - 4)] : body;

        Assert.Equal(kept, (await The.FailureFrom(Answer.With(body, 500))).RawBody);
        Assert.Equal(kept, (await The.FailureFrom(Answer.With(body, 200))).RawBody);
    }
}
