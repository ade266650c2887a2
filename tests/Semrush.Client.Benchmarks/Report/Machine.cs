using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>Where and with what the figures were measured.</summary>
internal static class Machine
{
    public static async Task<Table> DescribeAsync() => new Table("", "")
        .Add("date", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .Add("commit", await Revision.DescribeAsync().ConfigureAwait(false))
        .Add("machine", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores{Processor()}")
        .Add("runtime", $"{RuntimeInformation.FrameworkDescription}, SDK {HostEnvironmentInfo.GetCurrent().DotNetSdkVersion.Value}")
        .Add("packages", string.Join(", ", Packages()));

    private static string Processor()
        => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? " of" + line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]
            : "";

    private static IEnumerable<string> Packages() =>
    [
        Package(typeof(BenchmarkDotNet.Attributes.BenchmarkAttribute), "BenchmarkDotNet"),
        $"NSwag {new Version(Generator()).ToString(3)}",
        Package(typeof(Newtonsoft.Json.JsonConvert), "Newtonsoft.Json"),
        Package(typeof(Microsoft.Kiota.Abstractions.IRequestAdapter), "Kiota"),
        Package(typeof(Refit.RestService), "Refit"),
    ];

    private static string Package(Type type, string name)
        => $"{name} {type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    private static string Generator()
        => typeof(Peers.NewtonsoftJson.NSwagClient).GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>()!.Version!.Split(' ')[0];
}

/// <summary>The commit that is measured.</summary>
internal static class Revision
{
    public static async Task<string> DescribeAsync()
    {
        try
        {
            var commit = await Command.RunAsync(Repository.Root, "git", ["rev-parse", "--short", "HEAD"]).ConfigureAwait(false);
            // The document is what a run before this one has written.
            var changes = await Command.RunAsync(Repository.Root, "git", ["status", "--porcelain", "--", ".", $":!{Document.Path}"]).ConfigureAwait(false);
            return commit.Trim() + (changes.Length > 0 ? ", with changes" : "");
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            return "unknown";
        }
    }
}
