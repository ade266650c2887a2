const string ReleaseNotes = "artifacts/release-notes.md";

Task("Release")
    .Description("Packs the version of the tag with its notes, and tests the packages: contents, dependencies, compatibility, and projects of users.")
    .IsDependentOn("ReleaseNotes")
    .IsDependentOn("Build")
    .Does(() =>
    {
        PackAll(new DotNetMSBuildSettings().WithProperty("ReleaseNotes", MakeAbsolute(File(ReleaseNotes)).FullPath));
        var exitCode = StartProcess("dotnet", new ProcessSettings
        {
            Arguments = $"run --project tests/Semrush.Client.ContractTests --configuration {configuration} --no-build -- -class *PackageDrillTests -class *ConsumerDrillTests -noColor",
            EnvironmentVariables = new Dictionary<string, string> { ["SEMRUSH_TEST_PACKAGES"] = Packages, ["SEMRUSH_TEST_COUNTS"] = "full" },
        });
        if (exitCode != 0)
            throw new CakeException("The packages are not fit for a release.");
        Information($"{Packages} has the packages of the release. To publish them: dotnet nuget push \"{Packages}/*.nupkg\" --source SOURCE --api-key KEY");
    });

Task("ReleaseNotes")
    .Description($"Writes the section of CHANGELOG.md for the version of the tag to {ReleaseNotes}, and fails where this commit cannot be released.")
    .Does(() =>
    {
        var missing = new[] { "PackageProjectUrl", "RepositoryUrl" }.Where(name => LibraryProperty(name) == "").ToArray();
        if (missing.Length > 0)
            throw new CakeException($"A release needs the addresses of the project. Set {string.Join(" and ", missing)} in src/Directory.Build.props.");
        if (Git("status --porcelain").Lines.Length > 0)
            throw new CakeException("There are changes that are not committed. A release is a commit.");
        var version = LibraryProperty("Version");
        var section = Regex.Match(System.IO.File.ReadAllText("CHANGELOG.md"), $@"^## \[{Regex.Escape(version)}\][^\n]*\n(?<notes>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        if (section.Groups["notes"].Value.Trim() is not { Length: > 0 } notes)
            throw new CakeException($"CHANGELOG.md has no notes in a section '## [{version}]'. The version is that of the tag of this commit, such as v1.2.0; without a tag, it is a prerelease.");

        EnsureDirectoryExists("artifacts");
        System.IO.File.WriteAllText(ReleaseNotes, notes + "\n");
        Information($"The notes of {version} are in {ReleaseNotes}.");
    });

// Archives have the time of the commit, so that another build of it gives the same bytes.
void PackAll(DotNetMSBuildSettings properties)
{
    if (Git("log -1 --format=%ct") is (0, [var time]))
        properties.WithProperty("DeterministicTimestamp", time);
    CleanDirectory(Packages);
    DotNetPack("Semrush.slnx", new DotNetPackSettings { Configuration = configuration, NoBuild = true, OutputDirectory = Packages, MSBuildSettings = properties });
}

string LibraryProperty(string name)
{
    var settings = new ProcessSettings { Arguments = $"msbuild {Library} -restore -verbosity:quiet -target:MinVer -getProperty:{name}", RedirectStandardOutput = true };
    if (StartProcess("dotnet", settings, out var lines) != 0)
        throw new CakeException($"{Library} has no {name}: {string.Join('\n', lines)}");
    return string.Concat(lines).Trim();
}
