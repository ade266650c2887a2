// The tests once more, each as often as it takes to find what is rare; tests/Shared/Counts.cs has the other half.
Task("Prove")
    .Description("Runs every test with its full counts, and prints the figures and the seconds.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var failed = new List<string>();
        foreach (var project in GetFiles("tests/*.Tests/*.csproj").Concat(GetFiles("tests/*.ContractTests/*.csproj")))
        {
            var name = project.GetFilenameWithoutExtension().ToString();
            var settings = new ProcessSettings
            {
                Arguments = $"run --project {project} --configuration {configuration} --no-build -- -noColor -diagnostics -showLiveOutput",
                EnvironmentVariables = new Dictionary<string, string> { ["SEMRUSH_TEST_COUNTS"] = "full" },
            };
            var watch = System.Diagnostics.Stopwatch.StartNew();
            if (StartProcess("dotnet", settings) != 0)
                failed.Add(name);
            Information($"{name}: {watch.Elapsed.TotalSeconds:F0} s with the full counts");
        }

        if (failed.Count > 0)
            throw new CakeException($"There are failures in {string.Join(" and ", failed)}.");
    });
