const string Comparer = "build/Contracts/Contracts.csproj";
const string OldContracts = "artifacts/contracts";

Task("Compare")
    .Description("Compares the contracts with another OpenAPI document: --with FILE [--contract NAME] [--format markdown].")
    .Does(() =>
    {
        var name = HasArgument("contract") ? $"--contract \"{Argument<string>("contract")}\"" : "";
        var exitCode = RunComparison($"--with \"{Argument<string>("with")}\" {name} --format {Argument("format", "text")}");
        if (exitCode > 0)
            throw new CakeException(exitCode, exitCode == 2 ? "A difference breaks users." : exitCode == 1 ? "There are differences that no contract explains." : "Nothing was compared.");
    });

Task("Changes")
    .Description("Prints what the changes of the contracts since a commit do to users, and asks for a line in CHANGELOG.md: --since COMMIT, by default the last one, or the one before if neither contracts nor CHANGELOG.md have been edited since.")
    .Does(() =>
    {
        var since = Argument("since", Git("status --porcelain -- contracts CHANGELOG.md").Lines.Length > 0 ? "HEAD" : "HEAD~1");
        Information($"Since {since}:");
        if (Git($"rev-parse --verify --quiet {since}^{{commit}}").ExitCode != 0)
        {
            Warning($"There is no commit {since} in this clone: the changes of the contracts are not printed.");
            return;
        }

        CleanDirectory(OldContracts);
        foreach (var path in Git($"ls-tree --name-only {since} contracts/").Lines.Where(path => path.EndsWith(".yaml") && char.IsAsciiLetterUpper(path["contracts/".Length])))
            System.IO.File.WriteAllLines(path.Replace("contracts/", OldContracts + "/"), Git($"show {since}:{path}").Lines);
        var exitCode = RunComparison($"--old {OldContracts} --format {Argument("format", "text")}");
        if (exitCode > 2)
            throw new CakeException("Nothing was compared.");
        if (exitCode > 0 && Git($"diff --quiet {since} -- CHANGELOG.md").ExitCode == 0)
            throw new CakeException($"The contracts have changed for users since {since}. Say so in CHANGELOG.md.");
    });

int RunComparison(string arguments) => StartProcess("dotnet", $"run --project {Comparer} -- {arguments}");

(int ExitCode, string[] Lines) Git(string arguments)
{
    var exitCode = StartProcess("git", new ProcessSettings { Arguments = arguments, RedirectStandardOutput = true }, out var lines);
    return (exitCode, [.. lines]);
}
