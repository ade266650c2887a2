using System.Text.Json;

const double LowestScore = 85;
const int LargestSpoiledPart = 10; // one in ten
const string Mutations = "artifacts/mutation";

// The tests of one response, and of all attempts of a call.
var responses = Within("Http") + "&FullyQualifiedName!~.Retry.&FullyQualifiedName!~.Limits.";
var attempts = Within("Http.Retry") + "&FullyQualifiedName!~.RetryAfter";
var limits = Classes("MaxWaitTests", "SharedAccountTests", "CustomLimiterTests", "FairnessTests", "RetryOrderTests", "SlowConnectionTests", "UnreadBodyTests", "BorrowedConnectionTests");
const string Client = "FullyQualifiedName~Semrush.Client.Tests.SemrushClient";

// What is mutated, and the tests that shall notice, of each project that has some. One run for each area and project, because the runner tries
// every test of a run on every mutant.
var areas = new Dictionary<string, Area>
{
    ["Tokens"] = new(["Authentication/Tokens/**/*.cs"], $"({Within("Authentication.Tokens")})|{Classes("TokenTelemetryTests")}", Classes("RejectedTokenTests")),
    ["Stores"] = new(["Authentication/Stores/**/*.cs"], Within("Authentication.Stores"), Classes("PrivateFileTests")),
    ["AppCenter"] = new(["Authentication/AppCenter/**/*.cs"], Within("Authentication.AppCenter")),
    ["Device"] = new(["Authentication/Device/**/*.cs"], Within("Authentication.Device")),
    ["Ahrefs"] = new(["Authentication/Ahrefs/**/*.cs"], Within("Authentication.Ahrefs")),
    ["AuthorizationCode"] = new(["Authentication/AuthorizationCode/**/*.cs"], Within("Authentication.AuthorizationCode")),
    ["Credentials"] = new(["Authentication/*.cs", "Authentication/Internal/*.cs"], Within("Authentication") + "&FullyQualifiedName!~.Device.&FullyQualifiedName!~.Stores."),
    ["Retry"] = new([.. Named("Retry/**/*", "Internal/Call")], $"({Within("Http.Retry")})|{Classes("CallTelemetryTests", "ConnectionFailureTests", "FairnessTests")}"),
    ["Limits"] = new(Named("Limits/**/*"), limits, Classes("LimiterTests", "AccountLimitsTests", "ForgottenAccountTests")),
    ["Errors"] = new(["Semrush*Exception.cs", .. Named("Internal/ConnectionFault", "Internal/Credentials", "Internal/Error*")], $"({responses})|{Classes("DeviationTests", "ChangedSettingsTests")}"),
    ["Sending"] = new(
        Named("Internal/ApiRequest", "Internal/Attempt*", "Internal/Transport*"),
        Quick($"({responses})|({attempts})|{limits}|{Client}|{Classes("CallTelemetryTests", "AuthenticationProviderTests", "AddSemrushTests")}"),
        null,
        Quick(Classes("ForeignClientTests", "SentOnceTests", "SentHeaderTests", "FakeTests", "KiotaFailureTests"))),
    ["Responses"] = new(["AsyncPageable.cs", "RequestOptions.cs", .. Named("Internal/ApiResponse*", "Internal/Bulk", "Internal/Paging")], $"({responses})|({attempts})|({Within("MapRankTracker")})|{Classes("DeviationTests", "FairnessTests")}"),
    ["Connections"] = new(Named("Internal/Connector", "Internal/HttpPipeline"), Classes("SlowConnectionTests", "SwallowedConnectionTests", "PipelineTests", "ConnectionFailureTests", "GatewayPortTests"), Classes("ConnectorTests"), Classes("TunnelTests", "HandshakeTests", "LoopbackProxyTests", "SentHeaderTests", "DisposedClientTests")),
    ["Calls"] = new(Named("Internal/ApiCa*", "Internal/Check", "Internal/SettingsCheck"), $"({responses})|{Client}|{Classes("SettingsAtStartTests", "ChangedSettingsTests")}", Classes("ApiCallTests")),
    ["Reading"] = new(Named("Internal/OpenEnumerationConverter", "Internal/Reading/**/*"), Classes("OpenEnumerationTests", "DeviationTests", "OddValueTests", "UnexpectedResponseTests"), Classes("JsonListTests", "JsonPathTests", "JsonValueTests", "GeneratedModelTests")),
    ["Redaction"] = new(Named("Internal/Redaction"), Classes("SecretsInFailuresTests", "SemrushApiExceptionTests", "ResponseTests"), Classes("RedactionTests")),
};

string[] Named(params string[] names) => [.. names.Select(name => $"Http/{name}.cs")];

// Tests with many processes, real connections or thousands of rounds find what is rare; a mutant is not, and would pay for them each time.
string Within(string folder) => Without(
    $"FullyQualifiedName~Semrush.Client.Tests.{folder}.", "Fuzz", "KilledWriter", "ProcessRotation", "RandomPagingTests", "RandomArrivalTests", "RedirectTests", "MatrixTests");

// Without the tests that wait for seconds: other areas have them, and here each of them would wait for every mutant.
string Quick(string tests) => Without(
    tests, "ForeignResponseTests", "CancelledCallTests", "BorrowedConnectionTests", "SlowConnectionTests", "SwallowedConnectionTests",
    "Requests_keep_to_the_rate_limit", "Only_a_credential_a_limit_and_a_connection_cause_exceptions");

string Without(string tests, params string[] names) => $"({tests})" + string.Concat(names.Select(name => "&FullyQualifiedName!~" + name));

string Classes(params string[] names) => string.Join('|', names.Select(name => $"FullyQualifiedName~.{name}."));

Task("Mutate")
    .Description($"Mutates the library and fails when the tests notice less than {LowestScore} % in any area; --area=Tokens runs one area anew.")
    .Does(() =>
    {
        if (!HasArgument("area"))
            CleanDirectory(Mutations);
        DemandAnAreaForEachSource();
        foreach (var area in HasArgument("area") ? [Argument<string>("area")] : areas.Keys.ToArray())
            Mutate(area);
        Judge([.. areas.Keys.Select(area => (area, ReadMutants(area))).Where(result => result.Item2.Count > 0)]);
    });

void DemandAnAreaForEachSource()
{
    var mutated = areas.Values.SelectMany(area => area.Sources).SelectMany(source => GetFiles("src/Semrush.Client/" + source)).Select(file => file.FullPath).ToHashSet();
    var sources = GetFiles("src/Semrush.Client/Authentication/**/*.cs").Concat(GetFiles("src/Semrush.Client/Http/**/*.cs"));
    if (sources.FirstOrDefault(source => !mutated.Contains(source.FullPath)) is { } forgotten)
        throw new CakeException($"{forgotten} is in no area of build/mutate.cake.");
}

string Report(string area, string project) => $"{Mutations}/{area}/{project}/reports/mutation-report.json";

void Mutate(string area)
{
    foreach (var (project, tests) in areas[area].Runs)
    {
        var arguments = new ProcessArgumentBuilder()
            .Append("stryker --skip-version-check")
            .AppendSwitchQuoted("--config-file", MakeAbsolute(File("build/stryker.json")).FullPath)
            .AppendSwitchQuoted("--output", MakeAbsolute(Directory($"{Mutations}/{area}/{project}")).FullPath)
            .AppendSwitchQuoted("--test-case-filter", tests);
        foreach (var source in areas[area].Sources)
            arguments.AppendSwitchQuoted("--mutate", "**/Semrush.Client/" + source);
        var exitCode = StartProcess("dotnet", new ProcessSettings { Arguments = arguments, WorkingDirectory = $"tests/{project}" });
        if (exitCode != 0)
            throw new CakeException($"Mutating {area} with {project} ended with exit code {exitCode}.");
    }
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

// A mutant is killed by the tests of any project.
List<Mutant> ReadMutants(string area) =>
[
    .. areas[area].Runs.Where(run => FileExists(Report(area, run.Project))).SelectMany(run => ReadReport(Report(area, run.Project)))
        .GroupBy(mutant => mutant.Place).Select(same => same.FirstOrDefault(mutant => mutant.IsKilled) ?? same.First()),
];

List<Mutant> ReadReport(string path)
{
    using var report = JsonDocument.Parse(System.IO.File.ReadAllText(path));
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

record Area(string[] Sources, string Units, string Internals = null, string Wire = null)
{
    public IEnumerable<(string Project, string Tests)> Runs => new[]
    {
        ("Semrush.Client.Tests", Units),
        ("Semrush.Client.Internals.Tests", Internals),
        ("Semrush.Client.ContractTests", Wire),
    }.Where(run => run.Item2 is not null);
}

record Mutant(string Row, string Place, int Line, bool IsControl, bool IsKilled)
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
        var replacement = mutant.GetProperty("replacement").GetString();
        return new($"| {file} | `{original}` | `{Flat(replacement)}` |", $"{file} {line} {column} {lastLine} {lastColumn} {replacement}", line, lines[line - 1][..(column - 1)].EndsWith("ConfigureAwait("), isKilled);
    }

    private static string Flat(string text)
    {
        var flat = System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ").Trim().Replace("|", "\\|");
        return flat.Length <= 90 ? flat : flat[..90] + "…";
    }
}
