using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Internals.Tests;

/// <summary>Types and limits of parameters that no generated method has yet, and the fields of a form.</summary>
public sealed class ApiCallTests
{
    private static readonly ApiOperation Operation = new("Area.Operation", HttpMethod.Get, RetryClass.Safe);

    private static readonly Timestamp ReportDate = new("2024-06-13T14:20:10.660Z");

    private delegate void Statement(ref ApiCall call);

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void A_long_value_is_escaped_whole(int length)
    {
        var call = New();
        call.Query("q", new string('ß', length));

        Assert.Equal("https://host/x?q=" + string.Concat(Enumerable.Repeat("%C3%9F", length)), call.ToUri().AbsoluteUri);
    }

    [Fact]
    public void The_name_of_a_parameter_is_escaped()
    {
        var call = New();
        call.Query("$filter[a]", "b");

        Assert.Equal("https://host/x?%24filter%5Ba%5D=b", call.ToUri().AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    public void Values_of_every_type_are_written_alike_under_every_culture(string culture)
    {
        using var _ = new CultureScope(culture);
        var (day, ratio, flag, sort, id, number) = (new DateOnly(2026, 3, 2), -0.5, false, CampaignSort.CreatedAtDesc, Guid.Empty, -1234567L);
        var call = ApiCall.To(Operation, "https://host/", $"{number}/{day}/{ratio}/{flag}/{sort}/{id}/{ReportDate}");
        call.RequiredQuery("flag", flag);
        call.RequiredQuery("ratio", ratio);
        call.RequiredQuery("id", id);
        call.Query("yes", (bool?)true);
        call.Query("int", -12345);
        call.Query("long", 9876543210L);
        call.Query("day", (DateOnly?)day);
        call.Query("date", (Timestamp?)ReportDate);
        call.Query("numbers", [1, -2]);
        call.Query("sorts", [sort]);
        call.RequiredHeader("X-Day", day);
        call.Header("X-Flag", (bool?)flag);
        call.Header("X-Absent", (int?)null);

        using var message = call.Prepare().CreateMessage(out var content);
        using var _2 = content;

        Assert.Equal(
            "https://host/-1234567/2026-03-02/-0.5/false/createdAt%2CDESC/00000000-0000-0000-0000-000000000000/2024-06-13T14%3A20%3A10.660Z"
                + "?flag=false&ratio=-0.5&id=00000000-0000-0000-0000-000000000000&yes=true&int=-12345&long=9876543210"
                + "&day=2026-03-02&date=2024-06-13T14%3A20%3A10.660Z&numbers=1,-2&sorts=createdAt%2CDESC",
            message.RequestUri!.AbsoluteUri);
        Assert.Equal(["X-Day: 2026-03-02", "X-Flag: false"], message.Headers.Select(header => $"{header.Key}: {header.Value.Single()}"));
    }

    [Fact]
    public void Absent_values_are_not_sent()
    {
        var call = New();
        call.Query("text", (string?)null);
        call.Query("list", (IReadOnlyList<string>?)null);
        call.Query("date", (Timestamp?)null);
        call.Query("flag", (bool?)null);
        call.Query("number", (int?)null);
        call.Query("sort", (CampaignSort?)null);

        Assert.Equal("https://host/x", call.ToUri().AbsoluteUri);
    }

    [Fact]
    public void A_number_outside_its_limits_is_rejected()
    {
        int? size = 0;
        long large = 11;
        double? ratio = double.NaN;

        Assert.StartsWith("size must be from 1 to 10.", Rejected("size", (ref call) => call.Query("s", size, 1, 10)), StringComparison.Ordinal);
        Assert.StartsWith("large must be from 1 to 10.", Rejected("large", (ref call) => call.RequiredQuery("l", large, 1, 10)), StringComparison.Ordinal);
        Assert.StartsWith("ratio must be from 0 to 1.", Rejected("ratio", (ref call) => call.Query("r", ratio, 0, 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_number_at_its_limit_is_accepted(int size)
    {
        var call = New();
        call.Query("size", (int?)size, 1, 10);

        Assert.Equal($"https://host/x?size={size}", call.ToUri().AbsoluteUri);
    }

    [Fact]
    public void A_text_of_a_wrong_length_is_rejected_and_not_repeated()
    {
        var query = new string('s', 256);

        var message = Rejected("query", (ref call) => call.Query("q", query, maxLength: 255));

        Assert.StartsWith("query must have 0 to 255 characters, but has 256.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("sss", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_a_wrong_length_is_rejected()
    {
        IReadOnlyList<string> placeIds = ["a", "b", "c"];

        Assert.StartsWith("placeIds must have 1 to 2 entries, but has 3.", Rejected("placeIds", (ref call) => call.Query("p", placeIds, 1, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_empty_required_value_is_rejected()
    {
        string? text = null, blank = " ";
        var date = default(Timestamp);
        var sort = default(CampaignSort);
        IReadOnlyList<string>? list = null, empty = [], holes = ["a", " "];

        Rejected("text", (ref call) => call.RequiredQuery("x", text));
        Rejected("text", (ref call) => call.RequiredHeader("X", text));
        Rejected("blank", (ref call) => call.RequiredQuery("x", blank));
        Rejected("date", (ref call) => call.RequiredQuery("x", date));
        Rejected("sort", (ref call) => call.RequiredQuery("x", sort));
        Rejected("list", (ref call) => call.RequiredQuery("x", list));
        Rejected("empty", (ref call) => call.RequiredQuery("x", empty));
        Rejected("holes", (ref call) => call.RequiredQuery("x", holes));
    }

    [Fact]
    public void An_empty_optional_value_is_rejected()
    {
        Timestamp? date = default(Timestamp);
        CampaignSort? sort = default(CampaignSort);

        Rejected("date", (ref call) => call.Query("x", date));
        Rejected("sort", (ref call) => call.Query("x", sort));
    }

    [Theory]
    [InlineData("a\r\nX-Other: b")]
    [InlineData("Größe")]
    [InlineData(" ")]
    public void A_header_that_is_not_printable_is_rejected(string value)
        => Assert.Contains(value == " " ? "value is empty" : "value must be of printable ASCII characters", Rejected("value", (ref call) => call.Header("X", value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", false)]
    [InlineData("a", true)]
    [InlineData("ab", true)]
    [InlineData("abc", false)]
    [InlineData(null, true)]
    public void A_text_in_the_path_has_limits_of_its_length(string? text, bool isAccepted)
        => Check(isAccepted, nameof(text), "text must have 1 to 2 characters", () => Http.Internal.Check.Limits(text, minLength: 1, maxLength: 2));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(null, true)]
    public void A_number_in_the_path_has_limits(int? number, bool isAccepted)
    {
        double? ratio = number;

        Check(isAccepted, nameof(number), "number must be from 1 to 10.", () => Http.Internal.Check.Limits(number, minimum: 1, maximum: 10));
        Check(isAccepted, nameof(ratio), "ratio must be from 1 to 10.", () => Http.Internal.Check.Limits(ratio, minimum: 1, maximum: 10));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void NaN_and_infinity_are_rejected(double? ratio)
        => Check(isAccepted: false, nameof(ratio), "ratio must be from", () => Http.Internal.Check.Limits(ratio));

    [Theory]
    [InlineData("""{"a":true,"b":false}""", "a=true&b=false")]
    [InlineData("""{"list":[1,"b c",true]}""", "list=1%2Cb%20c%2Ctrue")]
    [InlineData("""{"n":1.50,"text":"x=y&z"}""", "n=1.50&text=x%3Dy%26z")]
    public async Task A_form_has_a_field_for_each_member(string json, string expected)
    {
        var call = New();
        call.Form(new Fields(json), Fields.Type);

        using var message = call.Prepare().CreateMessage(out var content);

        Assert.Equal(expected, await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_object_in_a_form_is_rejected()
        => Assert.Equal("A form has no place for an object.", Assert.Throws<NotSupportedException>(() => New().Form(new Fields("""{"a":{}}"""), Fields.Type)).Message);

    private static ApiCall New() => ApiCall.To(Operation, "https://host/", $"x");

    private static void Check(bool isAccepted, string argument, string message, Action check)
    {
        var rejection = Record.Exception(check);

        Assert.Equal(isAccepted, rejection is null);
        Assert.True(isAccepted || rejection is ArgumentException { ParamName: var name, Message: var text } && name == argument && text.StartsWith(message, StringComparison.Ordinal), rejection?.Message);
    }

    private static string Rejected(string parameter, Statement statement)
    {
        var rejection = Assert.ThrowsAny<ArgumentException>(() =>
        {
            var call = New();
            statement(ref call);
        });
        Assert.Equal(parameter, rejection.ParamName);
        return rejection.Message;
    }

    /// <summary>A request with any members.</summary>
    private sealed class Fields(string json) : IChecked
    {
        public static JsonTypeInfo<Fields> Type { get; } = (JsonTypeInfo<Fields>)new JsonSerializerOptions
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new Converter() },
        }.GetTypeInfo(typeof(Fields));

        void IChecked.Check(Check check)
        {
        }

        private sealed class Converter : System.Text.Json.Serialization.JsonConverter<Fields>
        {
            public override Fields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

            public override void Write(Utf8JsonWriter writer, Fields value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json);
        }

        private string Json => json;
    }

    private sealed class CultureScope : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentCulture;

        public CultureScope(string name) => CultureInfo.CurrentCulture = Cultures.Of(name);

        public void Dispose() => CultureInfo.CurrentCulture = _before;
    }
}
