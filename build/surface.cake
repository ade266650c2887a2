Task("Surface")
    .Description("Writes the public surface of every package and docs/provenance.md anew; the difference is to be reviewed.")
    .Does(() =>
    {
        var exitCode = StartProcess("dotnet", new ProcessSettings
        {
            Arguments = "run --project tests/Semrush.Client.ContractTests -- -class *PublicSurfaceTests -class *ProvenanceTests -noColor",
            EnvironmentVariables = new Dictionary<string, string?> { ["SEMRUSH_ACCEPT_SURFACE"] = "1" },
        });
        if (exitCode != 0)
            throw new CakeException($"The public surface cannot be written: exit code {exitCode}.");
    });
