using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Where tokens are kept if nobody says where. No other test may ask for that folder: it depends on the environment, which is changed here.</summary>
public sealed class DefaultFolderTests
{
    private const string Data = "XDG_DATA_HOME";
    private const string Home = "HOME";

    [Fact]
    public void The_default_folder_is_one_of_this_account()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        Assert.Equal(Path.Combine(data, "semrush"), new FileTokenStore().Folder);
        Assert.Equal(data + "-mine", new FileTokenStore(new() { Folder = data + "-mine" + Path.DirectorySeparatorChar }).Folder);
    }

    [Fact]
    public void Without_a_folder_of_this_account_one_has_to_be_named()
    {
        var (data, home) = (Environment.GetEnvironmentVariable(Data), Environment.GetEnvironmentVariable(Home));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system names the folder, not the environment.");
        try
        {
            Environment.SetEnvironmentVariable(Data, null);
            Environment.SetEnvironmentVariable(Home, "nowhere");

            var error = Assert.Throws<ArgumentException>(() => new FileTokenStore());

            Assert.Equal("This account has no folder for local application data: set FileTokenStoreOptions.Folder.", error.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Data, data);
            Environment.SetEnvironmentVariable(Home, home);
        }
    }
}
