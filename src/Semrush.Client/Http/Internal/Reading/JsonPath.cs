using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>The path of a deviation, exact (<c>$.content[3].name</c>) and for all items (<c>$.content[*].name</c>).</summary>
internal readonly record struct DeviationPath(Deviation Deviation, string Exact, string General);

/// <summary>Finds the JSON paths of deviations by reading the body a second time.</summary>
internal static class JsonPath
{
    // Names of contracts are shorter. A longer name, or one with other characters, is a key and does not appear in a path.
    private const int LongestName = 64;

    /// <summary>The paths of deviations in the order of the body. Duplicates are removed.</summary>
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

        /// <summary>With the indexes of items.</summary>
        Exact,

        /// <summary>With the indexes of items and the keys of maps. It is used only to find duplicates.</summary>
        Key,
    }

    private ref struct Walk(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private readonly List<Step> _open = [];
        private Utf8JsonReader _reader = new(json, Json.Options);

        private readonly int Start => (int)_reader.TokenStartIndex;

        /// <summary>Reads up to the token that contains this byte, or to the last valid token.</summary>
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
                // The path of the last valid token is used.
            }
        }

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
