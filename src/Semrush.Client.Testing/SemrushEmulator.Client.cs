namespace Semrush.Client.Testing;

public sealed partial class SemrushEmulator
{
    /// <summary>A client of this emulator, with its API key.</summary>
    public SemrushClient CreateClient()
    {
        var options = new SemrushClientOptions();
        Configure(options);
        return new SemrushClient(options);
    }

    /// <summary>Points settings at this emulator: its address, its API key, and http to this machine. For an application under test.</summary>
    /// <param name="options">The settings; what concerns neither address nor credential stays as it is.</param>
    public void Configure(SemrushClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BaseAddress = Address;
        options.AllowLoopbackHttp = true;
        options.ApiKey = ApiKey;
        options.AccessToken = null;
    }
}
