using Semrush.Client.Authentication.Stores.Internal;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>The words of every failure of a store.</summary>
public sealed class StoreFailureTextTests
{
    private const string AnotherFolder = "or name another folder in FileTokenStoreOptions.Folder.";

    private static readonly IOException Cause = new("No space left on device");

    public static TheoryData<SemrushAuthenticationException, string> Failures => new()
    {
        {
            StoreErrors.Unreadable("/grants/a", Cause),
            $"The tokens in /grants/a cannot be read: No space left on device Let this account read and write the file, {AnotherFolder}"
        },
        {
            StoreErrors.Unwritable("/grants/a", Cause),
            $"Tokens cannot be kept in /grants/a: No space left on device Make room on the disk and let this account write there, {AnotherFolder}"
        },
        {
            StoreErrors.Link("/grants/a"),
            $"/grants/a is a symbolic link, so no tokens go through it: somebody else may have placed it. Remove the link, {AnotherFolder}"
        },
        {
            StoreErrors.Shared("/grants"),
            "The folder /grants is open to other accounts and holds other files than tokens. "
                + $"Run chmod 700 on it if it may be this account's alone, {AnotherFolder}"
        },
        {
            StoreErrors.NotHeld("/grants/a.lock"),
            "The lock /grants/a.lock does not hold: it was granted twice, so that two processes could spend the same refresh token. "
                + "Turn file locking on for this process (DOTNET_SYSTEM_IO_DISABLEFILELOCKING and System.IO.DisableFileLocking turn it off), "
                + $"use a folder on a local disk, {AnotherFolder}"
        },
        {
            StoreErrors.Newer("device", "/grants/a"),
            "The tokens of device in /grants/a were written by a newer version of this library, so they are left alone. "
                + $"Update this program, {AnotherFolder}"
        },
        {
            StoreErrors.Newer("device"),
            "The tokens of device were written by a newer version of this library, so they are left alone. Update this program, or give it a store of its own."
        },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Each_failure_says_what_happened_and_what_to_do(SemrushAuthenticationException failure, string words)
    {
        Assert.Equal(words, failure.Message);
        Assert.Equal("Authentication", failure.Operation);
    }

    [Fact]
    public void The_cause_is_kept()
    {
        Assert.Same(Cause, StoreErrors.Unreadable("/grants/a", Cause).InnerException);
        Assert.Same(Cause, StoreErrors.Unwritable("/grants/a", Cause).InnerException);
    }
}
