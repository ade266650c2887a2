using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Drill;

/// <summary>The package alone is enough to generate clients. With the full counts, they are generated from it, and call the emulator over it.</summary>
public sealed class ConsumerDrillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("semrush-consumer-").FullName;

    // A new version: packages of earlier runs are in the package folder.
    private readonly string _version = $"0.0.0-consumer.{Guid.NewGuid():N}";

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        var kept = Path.Combine(Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"), "semrush.client", _version);
        if (Directory.Exists(kept))
            Directory.Delete(kept, recursive: true);
    }

    [Fact]
    public async Task Clients_are_generated_from_the_package_alone()
    {
        // What these tests were built with is packed as it is.
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        await DotnetAsync(Repository.Root, "pack", "src/Semrush.Client", "--no-build", "--configuration", configuration, "--output", _folder, $"-p:Version={_version}", $"-p:NuspecOutputPath={_folder}");

        await using (var package = await ZipFile.OpenReadAsync(Path.Combine(_folder, $"Semrush.Client.{_version}.nupkg"), TestContext.Current.CancellationToken))
        {
            Assert.Equal(
                Directory.GetFiles(Path.Combine(Repository.Root, "contracts"), "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(),
                package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("contracts/", StringComparison.Ordinal)).Order());
            await using var documentation = await package.GetEntry("lib/net10.0/Semrush.Client.xml")!.OpenAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                typeof(SemrushClient).Assembly.GetExportedTypes().Select(type => $"T:{type.FullName!.Replace('+', '.')}").Order(StringComparer.Ordinal),
                XDocument.Load(documentation).Descendants("member").Select(member => (string)member.Attribute("name")!).Where(name => name.StartsWith("T:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }

        if (!Counts.AreFull)
            return;
        foreach (var (name, text) in Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
            await File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);
        }

        await DotnetAsync(_folder, "tool", "restore");
        await using var emulator = SemrushEmulator.Start();
        var output = await DotnetAsync(_folder, "run", "--", emulator.Address.AbsoluteUri, emulator.ApiKey);

        Assert.Contains("ours 2, NSwag 2, Kiota 2", output, StringComparison.Ordinal);
        Assert.Equal(["GetUserLimits", "GetUserLimits", "GetUserLimits"], emulator.Calls.Select(call => call.OperationId));
    }

    private static Task<string> DotnetAsync(string folder, params string[] arguments) => Command.RunAsync(folder, "dotnet", arguments, TestContext.Current.CancellationToken);

    private IEnumerable<(string Name, string Text)> Files() =>
    [
        ("nuget.config", """<configuration><packageSources><add key="consumer" value="." /></packageSources></configuration>"""),
        (".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": { "microsoft.openapi.kiota": { "version": "KIOTA", "commands": ["kiota"] } } }""".Replace("KIOTA", Match(".config/dotnet-tools.json", "kiota\": {\\s*\"version\": \"([^\"]+)\""), StringComparison.Ordinal)),
        ("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Semrush.Client" Version="{_version}" GeneratePathProperty="true" />
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
