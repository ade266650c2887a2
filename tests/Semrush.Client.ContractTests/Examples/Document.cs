using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>Documents as Newtonsoft.Json reads them: timestamps stay text, and two documents are compared member by member.</summary>
internal static class Document
{
    public static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    public static void AssertSame(JToken expected, JToken actual)
    {
        var differences = Differences(expected, actual);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    public static IReadOnlyList<string> Differences(JToken expected, JToken actual) => [.. Compare("$", expected, actual)];

    private static IEnumerable<string> Compare(string path, JToken expected, JToken actual) => (expected, actual) switch
    {
        (JObject left, JObject right) => left.Properties().Select(member => member.Name).Union(right.Properties().Select(member => member.Name))
            .SelectMany(name => (left[name], right[name]) switch
            {
                // A list or a map that is absent is empty.
                (null, JArray { Count: 0 } or JObject { Count: 0 }) => [],
                (null, _) => [$"{path}.{name} is not in the example."],
                (_, null) => [$"{path}.{name} is lost."],
                var (one, other) => Compare($"{path}.{name}", one, other),
            }),
        (JArray left, JArray right) when left.Count == right.Count
            => left.Zip(right).SelectMany((pair, index) => Compare($"{path}[{index}]", pair.First, pair.Second)),
        (JArray left, JArray right) => [$"{path} has {right.Count} entries, not {left.Count}."],
        _ when Scalar(expected) == Scalar(actual) => [],
        _ => [$"{path} is {Scalar(actual)}, not {Scalar(expected)}."],
    };

    // 14 and 14.0 are the same number; "14" is a string.
    private static string Scalar(JToken token) => token.Type switch
    {
        JTokenType.Float => Number((double)token),
        JTokenType.String => $"\"{(string?)token}\"",
        _ => token.ToString(Formatting.None),
    };

    // Whole numbers are compared as written: a double cannot hold the larger ones.
    private static string Number(double value)
        => Math.Floor(value) == value && Math.Abs(value) < 1e15 ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}
