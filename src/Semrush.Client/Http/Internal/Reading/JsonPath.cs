using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>
/// The path of a deviation: as it is, such as <c>$.content[3].name</c>, and the same for every item, such as <c>$.content[*].name</c>.
/// </summary>
internal readonly record struct DeviationPath(Deviation Deviation, string Exact, string General);

/// <summary>Finds the JSON paths of places in a body, by reading it once more: only a response that deviates pays for that.</summary>
internal static class JsonPath
{
    // A name of a contract is shorter. What is longer, or has other characters, is a key of a map or made up: it is no part of a path.
    private const int LongestName = 64;

    /// <summary>The paths of deviations in the order of their places. What was noted twice of one place counts once.</summary>
    public static IReadOnlyList<DeviationPath> Resolve(ReadOnlySpan<byte> json, IEnumerable<Deviation> deviations)
    {
        var ordered = deviations.OrderBy(deviation => deviation.Offset).ToList();
        var found = new List<DeviationPath>(ordered.Count);
        var seen = new HashSet<(string, string)>();
        var walk = new Walk(json);
        foreach (var deviation in ordered)
        {
            walk.GoTo(deviation.Offset);
            var member = deviation.Member is { } name ? "." + name : "";
            if (seen.Add((walk.Path(Detail.Key) + member, deviation.Expected)))
                found.Add(new(deviation, walk.Path(Detail.Exact) + member, walk.Path(Detail.General) + member));
        }

        return found;
    }

    /// <summary>The path of the value at which a body stops being JSON.</summary>
    public static string OfEnd(ReadOnlySpan<byte> json)
    {
        var walk = new Walk(json);
        walk.GoTo(int.MaxValue);
        return walk.Path(Detail.Exact);
    }

    private enum Detail
    {
        /// <summary>The same for every item of a list and every key of a map.</summary>
        General,

        /// <summary>With the numbers of the items.</summary>
        Exact,

        /// <summary>With the keys of maps as well; never shown.</summary>
        Key,
    }

    private ref struct Walk(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private readonly List<Step> _open = [];
        private Utf8JsonReader _reader = new(json, Json.Options);

        /// <summary>Reads on to the token that has this byte, or as far as there are tokens.</summary>
        public void GoTo(int offset)
        {
            try
            {
                while (_reader.BytesConsumed <= offset)
                {
                    if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                        _open.Add(new(_reader.TokenType == JsonTokenType.StartArray, -1, default));
                    if (!_reader.Read())
                        return;
                    Enter();
                }
            }
            catch (JsonException)
            {
                // The last token that could be read is as near as one gets.
            }
        }

        private readonly int Start => (int)_reader.TokenStartIndex;

        public readonly string Path(Detail detail)
        {
            var path = new StringBuilder("$");
            foreach (var step in _open)
            {
                if (!step.IsList)
                    AppendName(path, _json[step.Name], detail);
                else if (step.Index >= 0)
                    path.Append(detail == Detail.General ? "[*]" : string.Create(CultureInfo.InvariantCulture, $"[{step.Index}]"));
            }

            return path.ToString();
        }

        private readonly void Enter()
        {
            if (_reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                _open.RemoveAt(_open.Count - 1);
            else if (_reader.TokenType == JsonTokenType.PropertyName)
                _open[^1] = _open[^1] with { Name = new(Start + 1, Start + 1 + _reader.ValueSpan.Length) };
            else if (_open is [.., { IsList: true } list])
                _open[^1] = list with { Index = list.Index + 1 };
        }

        private static void AppendName(StringBuilder path, ReadOnlySpan<byte> name, Detail detail)
        {
            if (name.IsEmpty)
                return;
            var text = Encoding.UTF8.GetString(name);
            if (detail == Detail.Key || (text.Length <= LongestName && !char.IsAsciiDigit(text[0]) && text.All(IsOfName)))
                path.Append('.').Append(text);
            else
                path.Append("[*]");
        }

        private static bool IsOfName(char character)
            => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '$' or '.' or ':' or '@';

        private readonly record struct Step(bool IsList, int Index, Range Name);
    }
}
