using System.Text.Json;

const double LowestScore = 85;
const int LargestSpoiledPart = 10; // one in ten
const string Mutations = "artifacts/mutation";

// The tests of one response, of all attempts of a call, and of internal types.
var responses = Within("Http") + "&FullyQualifiedName!~.Retry.&FullyQualifiedName!~.Limits.";
var attempts = Within("Http.Retry") + "&FullyQualifiedName!~.RetryAfter";
const string Internals = "FullyQualifiedName~Semrush.Client.Internals.Tests.";
const string Telemetry = "FullyQualifiedName~.CallTelemetryTests.";
const string Client = "FullyQualifiedName~Semrush.Client.Tests.SemrushClient";

// What is mutated, and the tests that shall notice. One run for each area, because the runner tries every test of a run on every mutant.
var areas = new Dictionary<string, (string[] Sources, string Tests)>
{
    ["Tokens"] = (["Authentication/Tokens/**/*.cs"], $"({Within("Authentication.Tokens")})|FullyQualifiedName~.TokenTelemetryTests."),
    ["Stores"] = (["Authentication/Stores/**/*.cs"], Within("Authentication.Stores")),
    ["AppCenter"] = (["Authentication/AppCenter/**/*.cs"], Within("Authentication.AppCenter")),
    ["Device"] = (["Authentication/Device/**/*.cs"], Within("Authentication.Device")),
    ["Ahrefs"] = (["Authentication/Ahrefs/**/*.cs"], Within("Authentication.Ahrefs")),
    ["AuthorizationCode"] = (["Authentication/AuthorizationCode/**/*.cs"], Within("Authentication.AuthorizationCode")),
    ["Credentials"] = (["Authentication/*.cs", "Authentication/Internal/*.cs"], Within("Authentication") + "&FullyQualifiedName!~.Device.&FullyQualifiedName!~.Stores."),
    ["Retry"] = (["Http/Retry/**/*.cs"], $"({Within("Http.Retry")})|{Telemetry}"),
    ["Limits"] = (["Http/Limits/**/*.cs"], $"({Internals}LimiterTests|{Internals}AccountLimitsTests|{Internals}ForgottenAccountTests)&FullyQualifiedName!~blocks_no_later_call"),
    ["Errors"] = (["Semrush*Exception.cs", "FieldViolation.cs", .. Named("Internal/ConnectionFault", "Internal/Credentials", "Internal/Error*")], responses),
    ["Envelope"] = (["AsyncPageable.cs", "BulkProgress.cs", "RequestOptions.cs", "SemrushResponse.cs", .. Named("Internal/ApiRe*", "Internal/Attempt*", "Internal/Bulk", "Internal/Call", "Internal/Connector", "Internal/HttpPipeline", "Internal/PageFacts", "Internal/Transport*")], $"({responses})|({attempts})|{Client}|{Telemetry}|FullyQualifiedName~.PipelineTests.|FullyQualifiedName~.SlowConnectionTests.|FullyQualifiedName~.AuthenticationProviderTests.|FullyQualifiedName~.AddSemrushTests."),
    ["Calls"] = (Named("Internal/ApiCa*", "Internal/Check", "Internal/SettingsCheck"), $"({responses})|{Client}|FullyQualifiedName~.SettingsAtStartTests."),
    ["Reading"] = (Named("Internal/Converters", "Internal/Reading/**/*"), $"{Internals}Json|{Internals}GeneratedModelTests"),
    ["Redaction"] = (Named("Internal/Redaction"), $"{Internals}RedactionTests"),
};

string[] Named(params string[] names) => [.. names.Select(name => $"Http/{name}.cs")];

// Tests with many processes, real connections or thousands of rounds find what is rare; a mutant is not, and would pay for them each time.
string Within(string folder) => $"FullyQualifiedName~Semrush.Client.Tests.{folder}.&FullyQualifiedName!~Fuzz&FullyQualifiedName!~KilledWriter&FullyQualifiedName!~ProcessRotation&FullyQualifiedName!~RandomPagingTests&FullyQualifiedName!~RandomArrivalTests&FullyQualifiedName!~RedirectTests&FullyQualifiedName!~MatrixTests";

Task("Mutate")
    .Description($"Mutates the library and fails when the tests notice less than {LowestScore} % in any area; --area=Tokens runs one area anew.")
    .Does(() =>
    {
        if (!HasArgument("area"))
            CleanDirectory(Mutations);
        DemandAnAreaForEachSource();
        foreach (var area in HasArgument("area") ? [Argument<string>("area")] : areas.Keys.ToArray())
            Mutate(area);
        Judge([.. areas.Keys.Where(area => FileExists(Report(area))).Select(area => (area, ReadMutants(area)))]);
    });

void DemandAnAreaForEachSource()
{
    var mutated = areas.Values.SelectMany(area => area.Sources).SelectMany(source => GetFiles("src/Semrush.Client/" + source)).Select(file => file.FullPath).ToHashSet();
    var sources = GetFiles("src/Semrush.Client/Authentication/**/*.cs").Concat(GetFiles("src/Semrush.Client/Http/**/*.cs"));
    if (sources.FirstOrDefault(source => !mutated.Contains(source.FullPath)) is { } forgotten)
        throw new CakeException($"{forgotten} is in no area of build/mutate.cake.");
}

string Report(string area) => $"{Mutations}/{area}/reports/mutation-report.json";

void Mutate(string area)
{
    var arguments = new ProcessArgumentBuilder()
        .Append("stryker --skip-version-check")
        .AppendSwitchQuoted("--output", MakeAbsolute(Directory($"{Mutations}/{area}")).FullPath)
        .AppendSwitchQuoted("--test-case-filter", areas[area].Tests);
    foreach (var source in areas[area].Sources)
        arguments.AppendSwitchQuoted("--mutate", "**/Semrush.Client/" + source);
    var exitCode = StartProcess("dotnet", new ProcessSettings { Arguments = arguments, WorkingDirectory = areas[area].Tests.Contains(Internals) ? "tests/Semrush.Client.Internals.Tests" : "tests/Semrush.Client.Tests" });
    if (exitCode != 0)
        throw new CakeException($"Mutating {area} ended with exit code {exitCode}.");
}

void Judge((string Area, List<Mutant> Mutants)[] results)
{
    // No test can notice these. Where one counts as killed, an earlier mutant has left something behind that failed the tests.
    foreach (var (area, mutants) in results)
    {
        var controls = mutants.Where(mutant => mutant.IsControl).ToArray();
        var spoiled = controls.Count(control => control.IsKilled);
        if (spoiled > 0)
            Warning($"{area}: {spoiled} of {controls.Length} mutants that change nothing count as killed.");
        // Of four controls, one says nothing about one in ten.
        if (spoiled > Math.Max(1, controls.Length / LargestSpoiledPart))
            throw new CakeException($"No verdict of {area} can be trusted. Run it again with --area={area}.");
    }

    var reasons = System.IO.File.ReadAllText("docs/mutation.md");
    var survivors = results.SelectMany(result => result.Mutants).Where(mutant => !mutant.IsControl && !mutant.IsKilled).ToArray();
    foreach (var survivor in survivors.Where(survivor => !reasons.Contains(survivor.Row)))
        Warning($"No reason in docs/mutation.md: {survivor.Row} (line {survivor.Line})");

    foreach (var (area, mutants) in results)
        Information($"| {area} | {Figures(mutants)} |");
    Information($"| together | {Figures([.. results.SelectMany(result => result.Mutants)])} |");
    // Each by itself: a large area that is tested well must not hide a small one that is not.
    if (results.Where(result => Score(result.Mutants) < LowestScore).Select(result => result.Area).ToArray() is { Length: > 0 } weak)
        throw new CakeException($"The tests notice less than {LowestScore} % of the mutants in {string.Join(", ", weak)}.");
}

string Figures(List<Mutant> mutants) => $"{mutants.Count(mutant => !mutant.IsControl)} | {mutants.Count(mutant => !mutant.IsControl && mutant.IsKilled)} | {Score(mutants):F1} %";

double Score(List<Mutant> mutants)
{
    var judged = mutants.Where(mutant => !mutant.IsControl).ToArray();
    return judged.Length == 0 ? 100 : 100.0 * judged.Count(mutant => mutant.IsKilled) / judged.Length;
}

List<Mutant> ReadMutants(string area)
{
    using var report = JsonDocument.Parse(System.IO.File.ReadAllText(Report(area)));
    var mutants = new List<Mutant>();
    foreach (var file in report.RootElement.GetProperty("files").EnumerateObject())
    {
        var lines = file.Value.GetProperty("source").GetString().ReplaceLineEndings("\n").Split('\n');
        foreach (var mutant in file.Value.GetProperty("mutants").EnumerateArray())
        {
            var status = mutant.GetProperty("status").GetString();
            if (status is "Killed" or "Timeout" or "Survived" or "NoCoverage")
                mutants.Add(Mutant.Read(file.Name, lines, mutant, status is "Killed" or "Timeout"));
        }
    }
    return mutants;
}

record Mutant(string Row, int Line, bool IsControl, bool IsKilled)
{
    public static Mutant Read(string path, string[] lines, JsonElement mutant, bool isKilled)
    {
        var (start, end) = (mutant.GetProperty("location").GetProperty("start"), mutant.GetProperty("location").GetProperty("end"));
        var (line, column) = (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32());
        var (lastLine, lastColumn) = (end.GetProperty("line").GetInt32(), end.GetProperty("column").GetInt32());
        var text = string.Join('\n', lines[(line - 1)..lastLine]);
        var length = text.Length - (lines[lastLine - 1].Length - (lastColumn - 1)) - (column - 1);
        var original = Flat(text.Substring(column - 1, length));
        var file = path.Replace('\\', '/').Split("src/Semrush.Client/")[^1];
        return new($"| {file} | `{original}` | `{Flat(mutant.GetProperty("replacement").GetString())}` |", line, lines[line - 1][..(column - 1)].EndsWith("ConfigureAwait("), isKilled);
    }

    private static string Flat(string text)
    {
        var flat = System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ").Trim().Replace("|", "\\|");
        return flat.Length <= 90 ? flat : flat[..90] + "…";
    }
}
