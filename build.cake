#load "build/compare.cake"
#load "build/figures.cake"
#load "build/mutate.cake"
#load "build/prove.cake"
#load "build/release.cake"
#load "build/surface.cake"

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");

const string Library = "src/Semrush.Client/Semrush.Client.csproj";
const string Kiota = "samples/Kiota/Kiota.csproj";
const string Packages = "artifacts/packages";

Task("Generate")
    .Description("Regenerates every client from its contract.")
    .Does(() =>
    {
        CleanDirectory("generated");
        DotNetRestore(Kiota);
        DotNetMSBuild(Library, new DotNetMSBuildSettings().WithTarget("GenerateClients"));
        DotNetMSBuild(Kiota, new DotNetMSBuildSettings().WithTarget("GenerateKiotaClients"));
    });

Task("Build")
    .Description("Builds everything; contracts that have changed are generated on the way.")
    .Does(() => DotNetBuild("Semrush.slnx", new DotNetBuildSettings { Configuration = configuration }));

Task("Test")
    .Description("Runs every test, with the few counts of everyday.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var exitCode = StartProcess("dotnet", $"test --solution Semrush.slnx --configuration {configuration} --no-build");
        if (exitCode != 0)
            throw new CakeException($"The tests failed with exit code {exitCode}.");
    });

Task("Pack")
    .Description("Packs the libraries into artifacts/packages.")
    .IsDependentOn("Build")
    .Does(() => PackAll(new DotNetMSBuildSettings()));

Task("Default")
    .Description("Builds, tests and packs.")
    .IsDependentOn("Test")
    .IsDependentOn("Pack");

RunTarget(target);
