using System.Text.RegularExpressions;

const int LongestLine = 140;

Task("Figures")
    .Description("Prints the figures of size, of the files that git tracks, and fails where a hard target is missed.")
    .Does(() =>
    {
        var library = Lines(Tracked("src/Semrush.Client", "src/Semrush.Client.AspNetCore", "src/Semrush.Client.Caching"));
        var emulator = Lines(Tracked("src/Semrush.Client.Testing"));
        var source = Lines(Tracked("src"));
        var single = SingleUseTypes(Lines(Tracked("src", "generated"))).ToLookup(type => type.File.StartsWith("src/Semrush.Client.Testing/"), type => type.Name);
        var (visible, friends) = FilesThatSeeInternals();
        var entered = Regex.Matches(Section("docs/architecture.md", "## The way of a call"), @"^\d+\. `\w+`", RegexOptions.Multiline).Count;
        Figure[] figures =
        [
            new("handwritten lines of the library", library.Values.Sum(lines => lines.Length), 7500),
            new("handwritten files of the library", library.Count, 115),
            new("lines of the emulator", emulator.Values.Sum(lines => lines.Length), 4800),
            new("files of the emulator", emulator.Count, 75),
            new("internal types of the library that one other file uses", single[false].Count(), 10, IsHard: true),
            new("internal types of the emulator that one other file uses", single[true].Count(), 10, IsHard: true),
            new($"test files that see internals ({string.Join(", ", friends)})", visible, 15),
            new($"lines in src over {LongestLine} columns", source.Values.Sum(lines => lines.Count(line => line.Length > LongestLine)), 0, IsHard: true),
            new("lines in src that end with =>, but for the block of a lambda", source.Values.Sum(lines => lines.Zip(lines.Skip(1)).Count(pair => pair.First.EndsWith("=>") && pair.Second.Trim() != "{")), 0, IsHard: true),
            new("types that one call enters", entered, 15, IsHard: true),
        ];

        Information("| figure | value | target | met |\n| --- | ---: | ---: | --- |");
        foreach (var figure in figures)
            Information($"| {figure.Name} | {figure.Value:N0} | ≤ {figure.Target:N0}{(figure.IsHard ? ", hard" : "")} | {(figure.IsMet ? "yes" : "no")} |");
        Verbose($"Internal types that one other file uses: {string.Join(", ", single.SelectMany(types => types))}");
        if (figures.Where(figure => figure.IsHard && !figure.IsMet).Select(figure => figure.Name).ToArray() is { Length: > 0 } missed)
            throw new CakeException($"Missed: {string.Join("; ", missed)}.");
    });

// The C# files below these folders.
List<string> Tracked(params string[] folders)
{
    var arguments = $"-c core.quotepath=off ls-files -- {string.Join(' ', folders.Select(folder => $"\"{folder}/*.cs\""))}";
    if (StartProcess("git", new ProcessSettings { Arguments = arguments, RedirectStandardOutput = true }, out var files) != 0)
        throw new CakeException("git cannot list its files.");
    return [.. files.Where(file => System.IO.File.Exists(file))];
}

Dictionary<string, string[]> Lines(IEnumerable<string> files) => files.ToDictionary(file => file, file => System.IO.File.ReadAllLines(file));

// A type with one user belongs into the file of that user. A partial type is declared in several files.
List<(string Name, string File)> SingleUseTypes(Dictionary<string, string[]> files)
{
    var declaration = new Regex(@"^internal (?:(?:static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:record struct|record class|record|class|struct|interface|enum) (\w+)");
    var types = files.Where(file => file.Key.StartsWith("src/"))
        .SelectMany(file => file.Value.Select(line => declaration.Match(line)).Where(match => match.Success).Select(match => (Name: match.Groups[1].Value, File: file.Key)))
        .ToLookup(type => type.Name, type => type.File);
    var words = files.ToDictionary(file => file.Key, file => Regex.Matches(string.Join('\n', file.Value), @"\w+").Select(match => match.Value).ToHashSet());
    return [.. types.Where(type => words.Count(file => !type.Contains(file.Key) && file.Value.Contains(type.Key)) == 1).Select(type => (type.Key, type.First())).Order()];
}

(int Count, List<string> Projects) FilesThatSeeInternals()
{
    var friends = GetFiles("src/*/*.csproj").SelectMany(project => Regex.Matches(System.IO.File.ReadAllText(project.FullPath), "InternalsVisibleTo Include=\"([^\"]+)\""))
        .Select(match => match.Groups[1].Value).Distinct().Order().ToList();
    return (friends.Count == 0 ? 0 : Tracked([.. friends.Select(friend => $"tests/{friend}")]).Count, friends);
}

string Section(string file, string heading) => System.IO.File.ReadAllText(file).Split(heading + "\n") is [_, var rest] ? rest.Split("\n## ")[0] : "";

record Figure(string Name, int Value, int Target, bool IsHard = false)
{
    public bool IsMet => Value <= Target;
}
