using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Semrush.Client.ContractTests.Drill;

/// <summary>What is in each package. The packages are those that a user gets: unpacked, not read from the projects.</summary>
[Collection(nameof(PackageTests))]
public sealed class PackageDrillTests(PackedPackages packages)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Packages => [.. PackedPackages.Ids];

    // A tool is a program, without a surface to compile against.
    public static TheoryData<string> Libraries
        => [.. PackedPackages.Ids.Where(id => !File.ReadAllText(Path.Combine(Repository.Root, "src", id, $"{id}.csproj")).Contains("<PackAsTool>true", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_states_what_it_is(string id)
    {
        using var package = Open(id);
        var nuspec = Nuspec(package);
        string? Metadata(string name) => (string?)nuspec.Elements().SingleOrDefault(element => element.Name.LocalName == name);

        Assert.Equal(id, Metadata("id"));
        Assert.Equal(packages.Version, Metadata("version"));
        Assert.Equal("MIT", Metadata("license"));
        Assert.Equal("icon.png", Metadata("icon"));
        Assert.Equal("README.md", Metadata("readme"));
        // Without a description of its project, the SDK writes "Package Description".
        Assert.InRange(Metadata("description")!.Length, 40, 300);
        Assert.Contains("semrush", Metadata("tags")!.Split(' '));
        if (packages.AreReleased)
        {
            Assert.NotEmpty(Metadata("releaseNotes") ?? "");
            Assert.NotEmpty(Metadata("projectUrl") ?? "");
            Assert.NotEmpty((string?)nuspec.Elements().Single(element => element.Name.LocalName == "repository").Attribute("url") ?? "");
        }

        var readme = System.Text.Encoding.UTF8.GetString(Read(package, "README.md"));
        Assert.StartsWith(File.ReadAllText(Path.Combine(Repository.Root, "src", id, "README.md")).TrimEnd(), readme, StringComparison.Ordinal);
        Assert.EndsWith(File.ReadAllText(Path.Combine(Repository.Root, "docs/support.md")).TrimEnd(), "#" + readme.TrimEnd()[readme.IndexOf("# Support", StringComparison.Ordinal)..], StringComparison.Ordinal);
        // NuGet shows no relative link.
        Assert.DoesNotMatch(@"\]\((?!https://|#)", readme);
        var icon = Read(package, "icon.png");
        Assert.Equal([128, 128], new[] { BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)) });
    }

    [Fact]
    public void Each_dependency_has_a_reason()
    {
        var dependencies = PackedPackages.Ids.SelectMany(id =>
        {
            using var package = Open(id);
            return Nuspec(package).Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(dependency => $"{id}: {(string)dependency.Attribute("id")!}").ToArray();
        });
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs/dependencies.md"))
            .Where(line => line.StartsWith("| Semrush.", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToArray();

        Assert.Equal(dependencies.Order(StringComparer.OrdinalIgnoreCase), rows.Select(row => $"{row[0]}: {row[1]}").Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(rows, row => Assert.NotEmpty(row[2]));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_contains_its_assembly_with_documentation_and_symbols(string id)
    {
        using var package = Open(id);
        var contracts = id == "Semrush.Client" ? Directory.GetFiles(Path.Combine(Repository.Root, "contracts"), "*.yaml", SearchOption.AllDirectories) : [];

        Assert.Equal(
            contracts.Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Concat([$"{id}.nuspec", "README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"]).Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName).Where(name => name != "[Content_Types].xml" && name.Split('/')[0] is not ("_rels" or "package")).Order(StringComparer.Ordinal));
        Assert.Equal(
            Assembly.Load(id).GetExportedTypes().Select(type => $"T:{type.FullName!.Replace('+', '.')}").Order(StringComparer.Ordinal),
            XDocument.Load(new MemoryStream(Read(package, $"lib/net10.0/{id}.xml"))).Descendants("member").Select(member => (string)member.Attribute("name")!).Where(name => name.StartsWith("T:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        using var assembly = new PEReader(new MemoryStream(Read(package, $"lib/net10.0/{id}.dll")));
        using var symbols = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
        var reader = symbols.GetMetadataReader();
        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, document => Assert.Contains(
            reader.GetCustomDebugInformation(document).Select(handle => reader.GetCustomDebugInformation(handle)),
            information => reader.GetGuid(information.Kind) == EmbeddedSource));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Surface_of_a_library_is_compared_with_a_baseline(string id)
        => Assert.True(File.Exists(Path.Combine(Repository.Root, $"build/baseline/{id}.nupkg")), $"{id} has no baseline. Run: dotnet tool restore && dotnet cake --target=Baseline");

    private ZipArchive Open(string id) => ZipFile.OpenRead(packages.FileOf(id));

    private static XElement Nuspec(ZipArchive package)
        => XDocument.Load(new MemoryStream(Read(package, package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).FullName))).Root!.Elements().Single();

    private static byte[] Read(ZipArchive package, string name)
    {
        using var stream = (package.GetEntry(name) ?? throw new InvalidOperationException($"There is no {name}.")).Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
