using System.IO.Compression;

const string Baselines = "build/baseline";

Task("Surface")
    .Description("Writes the public surface of every package, docs/provenance.md and the tables of docs/kiota.md; the difference is to be reviewed.")
    .Does(() =>
    {
        var exitCode = StartProcess("dotnet", new ProcessSettings
        {
            Arguments = "run --project tests/Semrush.Client.ContractTests -- -class *PublicSurfaceTests -class *ProvenanceTests -class *KiotaDocumentTests -noColor",
            EnvironmentVariables = new Dictionary<string, string> { ["SEMRUSH_ACCEPT_SURFACE"] = "1" },
        });
        if (exitCode != 0)
            throw new CakeException($"The public surface cannot be written: exit code {exitCode}.");
    });

Task("Baseline")
    .Description("Takes the surface of every package as the one that later packages have to keep.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        CleanDirectory(Baselines);
        DotNetPack("Semrush.slnx", new DotNetPackSettings
        {
            Configuration = configuration,
            NoBuild = true,
            OutputDirectory = Baselines,
            MSBuildSettings = new DotNetMSBuildSettings().WithProperty("EnablePackageValidation", "false"),
        });
        foreach (var package in GetFiles($"{Baselines}/*.nupkg"))
            KeepSurface(package);
    });

// Names and signatures only: a baseline is compared, and never used. A tool has none.
void KeepSurface(FilePath package)
{
    string id;
    bool isLibrary;
    using (var archive = ZipFile.Open(package.FullPath, ZipArchiveMode.Update))
    {
        id = System.IO.Path.GetFileNameWithoutExtension(archive.Entries.Single(entry => entry.Name.EndsWith(".nuspec")).Name);
        var assembly = $"lib/net10.0/{id}.dll";
        isLibrary = archive.GetEntry(assembly) is not null;
        foreach (var entry in archive.Entries.Where(entry => !entry.Name.EndsWith(".nuspec")).ToArray())
            entry.Delete();
        if (isLibrary)
            archive.CreateEntryFromFile($"src/{id}/obj/{configuration}/net10.0/ref/{id}.dll", assembly);
    }

    if (isLibrary)
        MoveFile(package, $"{Baselines}/{id}.nupkg");
    else
        DeleteFile(package);
}
