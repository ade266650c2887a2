using System.Text;
using System.Text.Json;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

public sealed class FormTextTests
{
    [Theory]
    [InlineData("""{"a":true,"b":false}""", "a=true&b=false")]
    [InlineData("""{"list":[1,"b c",true]}""", "list=1%2Cb%20c%2Ctrue")]
    [InlineData("""{"n":1.50,"text":"x=y&z"}""", "n=1.50&text=x%3Dy%26z")]
    public void Values_are_written_as_a_form_has_them(string json, string expected)
        => Assert.Equal(expected, Encoding.ASCII.GetString(FormText.From(JsonElement.Parse(json))));

    [Fact]
    public void An_object_has_no_place_in_a_form()
        => Assert.Equal("A form has no place for an object.", Assert.Throws<NotSupportedException>(() => FormText.From(JsonElement.Parse("""{"a":{}}"""))).Message);
}
