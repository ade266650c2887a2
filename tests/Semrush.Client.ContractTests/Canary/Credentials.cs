using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>What a program is set up with.</summary>
internal sealed record Credentials(
    string ApiKey,
    string AccessToken,
    string ClientId,
    string ClientSecret,
    string AppId,
    string AppSecret,
    string AhrefsId,
    string AhrefsSecret)
{
    /// <summary>Characters that forms, JSON and pages write in another way.</summary>
    private const string Awkward = "+/=%&'<>\"~.-";

    public static Credentials Of(SemrushEmulator emulator, Secrets secrets)
    {
        var (clientId, clientSecret) = ("canary-client", New("client"));
        emulator.Authorization.AddClient(clientId, clientSecret);
        return new Credentials(
            emulator.ApiKey,
            emulator.AccessToken,
            clientId,
            clientSecret,
            emulator.AppCenter.AppId,
            emulator.AppCenter.AppSecret,
            emulator.Ahrefs.ClientId,
            emulator.Ahrefs.ClientSecret).AddTo(secrets);
    }

    /// <summary>Of no meaning to any server.</summary>
    public static Credentials Wrong(Secrets secrets) => new Credentials(
        New("key"),
        New("token"),
        "canary-client",
        New("client"),
        "bf860c6b-dd98-42f2-b23d-17dcec59ca0d",
        New("app"),
        "canary-ahrefs",
        New("ahrefs")).AddTo(secrets);

    public static string New(string name) => $"canary-{name}{Awkward}{Guid.NewGuid():N}";

    private Credentials AddTo(Secrets secrets)
    {
        secrets.Add("API key", ApiKey);
        secrets.Add("access token", AccessToken);
        secrets.Add("client secret", ClientSecret);
        secrets.Add("app secret", AppSecret);
        secrets.Add("client secret", AhrefsSecret);
        return this;
    }
}
