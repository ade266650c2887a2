using System.Runtime.Versioning;
using Semrush.Client.Authentication.Stores.Internal;

namespace Semrush.Client.Tests.Authentication.Stores;

[SupportedOSPlatform("linux")]
public sealed class PrivateFileTests
{
    [Fact]
    public void A_file_that_cannot_be_made_private_is_neither_used_nor_kept_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has files whose mode nobody may change, not even root.");

        Assert.Throws<UnauthorizedAccessException>(() => PrivateFile.Open("/proc/self/mountstats", new() { Mode = FileMode.Open, Access = FileAccess.Read }));

        Assert.DoesNotContain(new DirectoryInfo("/proc/self/fd").GetFiles(), open => open.LinkTarget?.EndsWith("/mountstats", StringComparison.Ordinal) == true);
    }
}
