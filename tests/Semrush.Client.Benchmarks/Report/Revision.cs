using System.ComponentModel;
using Semrush.Client.Benchmarks.Builds;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>The commit that is measured.</summary>
internal static class Revision
{
    public static async Task<string> DescribeAsync()
    {
        try
        {
            var commit = await Command.RunAsync(Repository.Root, "git", "rev-parse", "--short", "HEAD").ConfigureAwait(false);
            // The document is what a run before this one has written.
            var changes = await Command.RunAsync(Repository.Root, "git", "status", "--porcelain", "--", ".", $":!{Document.Path}").ConfigureAwait(false);
            return commit.Trim() + (changes.Length > 0 ? ", with changes" : "");
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            return "unknown";
        }
    }
}
