using System.Text.Json;
using System.Text.Json.Serialization;

namespace Semrush.Contracts;

/// <summary>The command line of the comparison, which build.cake calls.</summary>
internal static class Program
{
    private const int Failed = 3;
    private const string Usage = "Use: --with FILE [--contract NAME] or --old FOLDER; --contracts FOLDER; --format text, markdown or json.";
    private const string Empty = "{openapi: 3.0.3, paths: {}}";

    private static readonly string[] Options = ["--with", "--contract", "--old", "--contracts", "--format"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Exit code 0: nothing that the contracts do not explain; 1: differences that break nothing; 2: one that breaks users; 3: nothing was compared.</summary>
    private static int Main(string[] arguments)
    {
        try
        {
            var options = arguments.Chunk(2).ToDictionary(
                pair => Options.Contains(pair[0]) ? pair[0] : throw new InvalidDataException($"{pair[0]} is no option. {Usage}"),
                pair => pair.ElementAtOrDefault(1) ?? throw new InvalidDataException($"{pair[0]} has no value. {Usage}"));
            var results = Compare(options).ToList();
            // Of two versions, only what has changed.
            results.RemoveAll(result => result is { Explained: null, Differences.Count: 0 });
            Console.Write(options.GetValueOrDefault("--format", "text") switch
            {
                "text" => string.Concat(results.Select(Text).DefaultIfEmpty("Nothing differs.\n")),
                "markdown" => string.Concat(results.Select(Markdown).DefaultIfEmpty("Nothing differs.\n")),
                "json" => JsonSerializer.Serialize(results, Json) + Environment.NewLine,
                var other => throw new InvalidDataException($"{other} is no format. {Usage}"),
            });
            return results.SelectMany(result => result.Differences).ToList() switch { [] => 0, var found => found.Any(difference => difference.Impact is Impact.Breaking) ? 2 : 1 };
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine(exception.Message);
            return Failed;
        }
    }

    private static IEnumerable<Result> Compare(Dictionary<string, string> options)
    {
        var contracts = Read(options.GetValueOrDefault("--contracts", "contracts"));
        if (options.ContainsKey("--old") == options.ContainsKey("--with") || (options.ContainsKey("--old") && options.ContainsKey("--contract")))
            throw new InvalidDataException(Usage);
        if (options.TryGetValue("--old", out var folder))
        {
            var old = Read(folder);
            if (contracts.Count + old.Count == 0)
                throw new InvalidDataException("Neither folder has a contract.");
            return contracts.Keys.Union(old.Keys).Order(StringComparer.Ordinal)
                .Select(name => Result.Of(name, Comparison.Between(name, old.GetValueOrDefault(name, Empty), contracts.GetValueOrDefault(name, Empty)), isExplained: false));
        }

        var file = options["--with"];
        var other = File.ReadAllText(file);
        if (options.TryGetValue("--contract", out var name))
        {
            var contract = contracts.GetValueOrDefault(name) ?? throw new InvalidDataException($"There is no contract {name}. There are {string.Join(", ", contracts.Keys)}.");
            return [Result.Of(name, Comparison.Of(name, contract, other), isExplained: true)];
        }

        var compared = Comparison.OfAll(contracts, other);
        return compared.Count > 0
            ? compared.Select(found => Result.Of(found.Key, found.Value, isExplained: true))
            : throw new InvalidDataException($"No contract has an operation of {file}. State which contract to compare with it: --contract NAME.");
    }

    private static Dictionary<string, string> Read(string folder)
        => Directory.EnumerateFiles(folder, "*.yaml").Where(file => char.IsAsciiLetterUpper(Path.GetFileName(file)[0])).Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    private static string Text(Result result) => Lines(
    [
        result.Summary,
        .. result.Differences.SelectMany(found => new[]
        {
            $"\n{found.Impact}: {found.Place}: {found.Text}.\n  {found.Effect}",
            $"  To explain it, {(found.Line > 1 ? $"in line {found.Line}" : "at the top level")}: x-semrush-differs: {{'{found.Key.Replace("'", "''", StringComparison.Ordinal)}': …}}",
        }.Take(result.Explained is null ? 1 : 2)),
        .. result.Unused.Select(unused => $"\nx-semrush-differs in line {unused.Line}: '{unused.Key}' explains no difference from this document."),
    ]);

    private static string Markdown(Result result) => Lines(
    [
        $"### {result.Contract}\n",
        .. result.Differences.Select(found => $"- {(found.Impact is Impact.Breaking ? "**Breaking:** " : "")}`{found.Place}`: {found.Text}. {found.Effect}").DefaultIfEmpty("Nothing differs."),
    ]);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines) + "\n\n";

    private sealed record Result(string Contract, IReadOnlyList<Difference> Differences, int? Explained, [property: JsonIgnore] IReadOnlyList<(int Line, string Key)> Unused)
    {
        [JsonIgnore]
        public string Summary => $"{Contract}: {Differences.Count} difference{(Differences.Count == 1 ? "" : "s")}, "
            + $"{Differences.Count(found => found.Impact is Impact.Breaking)} breaking{(Explained is null ? "" : $", and {Explained} that the contract explains")}.";

        public static Result Of(string name, Comparison comparison, bool isExplained)
            => new(name, [.. comparison.Differences.Where(found => found.Reason is null)], isExplained ? comparison.Differences.Count(found => found.Reason is not null) : null, comparison.Unused);
    }
}
