using System.Text.RegularExpressions;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Drill;

/// <summary>A user adds the packages to new projects: they restore and build without a warning, and the programs call the emulator.</summary>
[Collection(nameof(PackageTests))]
public sealed class ConsumerDrillTests(PackedPackages packages) : IDisposable
{
    private static readonly string Consumers = Path.Combine(Repository.Root, "tests/Semrush.Client.ContractTests/Drill/Consumers");

    private readonly string _folder = Directory.CreateTempSubdirectory("semrush-consumer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Console")]
    [InlineData("ConsoleFSharp")]
    [InlineData("Worker")]
    [InlineData("Web", "without a token: 403")]
    public async Task Program_lists_the_campaigns(string consumer, params string[] more)
    {
        await CreateAsync(consumer);
        await using var emulator = SemrushEmulator.Start();

        await BuildAsync("build");
        var output = await DotnetAsync("run", "--no-build", "--", emulator.Address.AbsoluteUri, emulator.ApiKey);

        Assert.Equal(await ExpectedAsync(emulator), Lines(output, "campaign "));
        Assert.All(more, line => Assert.Contains(line, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Tests")]
    [InlineData("TestsFSharp")]
    public async Task Tests_of_a_user_run_against_the_emulator_of_the_package(string consumer)
    {
        await CreateAsync(consumer);

        await BuildAsync("build");
        var output = await DotnetAsync("run", "--no-build", "--", "-noColor");

        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Native_program_lists_the_campaigns()
    {
        Assert.SkipUnless(
            (Command.Find("clang") ?? Command.Find("gcc")) is not null,
            "There is neither clang nor gcc on the PATH, and a native program is not linked without them.");
        await CreateAsync("Native");
        await using var emulator = SemrushEmulator.Start();

        await BuildAsync("publish", "--output", "native");
        var output = await Command.RunAsync(_folder, Path.Combine(_folder, "native/Native"), [emulator.Address.AbsoluteUri, emulator.ApiKey], TestContext.Current.CancellationToken);

        Assert.Equal(await ExpectedAsync(emulator), Lines(output, "campaign "));
    }

    [Fact]
    public async Task Clients_are_generated_from_the_package_alone()
    {
        await CreateAsync();
        foreach (var (name, text) in Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
            await File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);
        }

        await DotnetAsync("tool", "restore");
        await using var emulator = SemrushEmulator.Start();
        var output = await DotnetAsync("run", "--", emulator.Address.AbsoluteUri, emulator.ApiKey);

        Assert.Contains("ours 2, NSwag 2, Kiota 2", output, StringComparison.Ordinal);
        Assert.Equal(["GetUserLimits", "GetUserLimits", "GetUserLimits"], emulator.Calls.Select(call => call.OperationId));
    }

    // The packages under test are unpacked into a new folder; the package folder of the machine is read for all others.
    private async Task CreateAsync(string? consumer = null)
    {
        Assert.SkipUnless(Counts.AreFull, "The projects take minutes to build: run with SEMRUSH_TEST_COUNTS=full, as 'dotnet cake --target=Prove' does.");
        if (consumer is not null)
            Repository.Copy(Path.Combine(Consumers, consumer), _folder);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        await File.WriteAllTextAsync(Path.Combine(_folder, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <DefaultItemExcludes>$(DefaultItemExcludes);packages/**</DefaultItemExcludes>
                <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
                <RestoreAdditionalProjectSources>{packages.Folder}</RestoreAdditionalProjectSources>
                <RestoreAdditionalProjectFallbackFolders>{cache}</RestoreAdditionalProjectFallbackFolders>
                <HostingVersion>{VersionOf("Microsoft.Extensions.Hosting")}</HostingVersion>
                <SemrushLibraries>{string.Join(';', PackageDrillTests.Libraries.Select(row => row.Data))}</SemrushLibraries>
                <SemrushVersion>{packages.Version}</SemrushVersion>
                <XunitVersion>{VersionOf("xunit.v3")}</XunitVersion>
              </PropertyGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
    }

    private async Task BuildAsync(params string[] arguments)
    {
        await DotnetAsync([.. arguments, "-warnaserror"]);

        Assert.True(
            Directory.Exists(Path.Combine(_folder, "packages/semrush.client", packages.Version)),
            $"The package folder of this machine already contains Semrush.Client {packages.Version}, which was used instead of the one under test.");
    }

    private static async Task<string[]> ExpectedAsync(SemrushEmulator emulator)
    {
        using var semrush = emulator.CreateClient();
        return await semrush.MapRankTracker.GetCampaignsAsync().Select(campaign => $"campaign {campaign.Name}").ToArrayAsync(TestContext.Current.CancellationToken);
    }

    private static string[] Lines(string output, string start)
        => [.. output.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith(start, StringComparison.Ordinal))];

    private Task<string> DotnetAsync(params string[] arguments) => Command.RunAsync(_folder, "dotnet", arguments, TestContext.Current.CancellationToken);

    private IEnumerable<(string Name, string Text)> Files() =>
    [
        (".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": { "microsoft.openapi.kiota": { "version": "KIOTA", "commands": ["kiota"] } } }""".Replace("KIOTA", Match(".config/dotnet-tools.json", "kiota\": {\\s*\"version\": \"([^\"]+)\""), StringComparison.Ordinal)),
        ("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Semrush.Client" Version="{packages.Version}" GeneratePathProperty="true" />
                <PackageReference Include="NSwag.MSBuild" Version="{VersionOf("NSwag.MSBuild")}" PrivateAssets="all" />
                <PackageReference Include="Newtonsoft.Json" Version="{VersionOf("Newtonsoft.Json")}" />
                <PackageReference Include="Microsoft.Kiota.Serialization.Form" Version="{VersionOf("Microsoft.Kiota.Serialization.Form")}" />
                <PackageReference Include="Microsoft.Kiota.Serialization.Json" Version="{VersionOf("Microsoft.Kiota.Serialization.Json")}" />
                <PackageReference Include="Microsoft.Kiota.Serialization.Multipart" Version="{VersionOf("Microsoft.Kiota.Serialization.Multipart")}" />
                <PackageReference Include="Microsoft.Kiota.Serialization.Text" Version="{VersionOf("Microsoft.Kiota.Serialization.Text")}" />
              </ItemGroup>
              <Target Name="GenerateClients" BeforeTargets="CoreCompile">
                <ItemGroup>
                  <Contract Include="$(PkgSemrush_Client)/contracts/*.yaml" />
                </ItemGroup>
                <Exec Command="$(NSwagExe_Net100) openapi2csclient /input:&quot;%(Contract.FullPath)&quot; /output:nswag/%(Contract.Filename).cs /namespace:ByNSwag.%(Contract.Filename)" />
                <Exec Command="dotnet kiota generate --openapi &quot;%(Contract.FullPath)&quot; --language csharp --namespace-name ByKiota.%(Contract.Filename) --class-name %(Contract.Filename)Client --output kiota/%(Contract.Filename)"
                      EnvironmentVariables="KIOTA_OFFLINE_ENABLED=true;KIOTA_TUTORIAL_ENABLED=false" />
                <ItemGroup>
                  <Compile Include="nswag/*.cs;kiota/**/*.cs" />
                </ItemGroup>
              </Target>
            </Project>
            """),
        ("Program.cs", """
            using Semrush.Client;

            using var semrush = new SemrushClient(new SemrushClientOptions { BaseAddress = new(args[0]), ApiKey = args[1] });
            using var http = new HttpClient(semrush.CreateHandler());

            var ours = await semrush.MapRankTracker.GetUserLimitsAsync();
            var nswag = await new ByNSwag.MapRankTracker.Client(http).GetUserLimitsAsync();
            var kiota = await new ByKiota.MapRankTracker.MapRankTrackerClient(semrush.CreateRequestAdapter()).Limits.GetAsync();

            Console.WriteLine($"ours {ours.Campaigns?.InUse}, NSwag {nswag.Data.Campaigns.InUse}, Kiota {kiota?.Data?.Campaigns?.InUse}");
            """),
    ];

    // The version that the library is built with.
    private static string VersionOf(string package) => Match("Directory.Packages.props", $"Include=\"{Regex.Escape(package)}\" Version=\"([^\"]+)\"");

    private static string Match(string file, string pattern)
        => Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, file)), pattern) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"{file} has no {pattern}.");
}
