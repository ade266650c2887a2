using System.Runtime.Versioning;
using Semrush.Client.Authentication.Stores.Internal;

namespace Semrush.Client.Internals.Tests;

[SupportedOSPlatform("linux")]
public sealed class PrivateFileTests
{
    public PrivateFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has files whose mode nobody may change, not even root.");

    [Fact]
    public void A_file_that_cannot_be_made_private_is_neither_written_nor_kept_open()
    {
        Assert.Throws<UnauthorizedAccessException>(() => PrivateFile.Open("/proc/self/comm", new() { Mode = FileMode.Open, Access = FileAccess.ReadWrite }));

        Assert.DoesNotContain(new DirectoryInfo("/proc/self/fd").GetFiles(), open => open.LinkTarget?.EndsWith("/comm", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_file_that_cannot_be_made_private_can_be_read()
    {
        using var stream = PrivateFile.Open("/proc/self/mountstats", new() { Mode = FileMode.Open, Access = FileAccess.Read });

        Assert.NotEqual(-1, stream.ReadByte());
    }
}
