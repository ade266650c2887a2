using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Tests.Authentication.AppCenter;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>A program with everything that reads an answer, and a server that gives it one body after the other.</summary>
internal sealed class FuzzProgram : IDisposable
{
    private static readonly TokenSet Old = new(The.AccessToken, The.Noon, TimeSpan.FromDays(7)) { RefreshToken = The.RefreshToken };

    private readonly DeviceFlow _device;
    private readonly AppCenterFlow _app;
    private readonly AuthorizationCodeFlow _code;
    private int _status;
    private byte[] _body = [];

    public FuzzProgram()
    {
        var stub = StubHandler.Returning(_ => new((HttpStatusCode)_status) { Content = new ByteArrayContent(_body) });
        var http = new HttpClient(stub);
        Client = The.Client(stub);
        _device = new(new DeviceFlowOptions().UsePrompt((prompt, _) => Task.FromException(new Shown(prompt))), http);
        _app = new(AnApp.FlowOptions, http, AnApp.Clock);
        _code = new(new() { ClientId = "client", ClientSecret = "secret-of-the-client" }, http);
    }

    public SemrushClient Client { get; }

    public async Task<object?> RenewAsync() => await _code.RenewAsync(Old, The.Token);

    public async Task<object?> SignInAppAsync() => await _app.SignInAsync(The.Token);

    /// <summary>What a person would be shown; the polling that follows reads another answer.</summary>
    public async Task<object?> AskForCodeAsync()
    {
        try
        {
            return await _device.SignInAsync(The.Token);
        }
        catch (Shown shown)
        {
            return shown.Prompt;
        }
    }

    public Task<object?> RunAsync(Func<FuzzProgram, Task<object?>> call, int status, byte[] body)
    {
        (_status, _body) = (status, body);
        return call(this);
    }

    public void Dispose()
    {
        Client.Dispose();
        _device.Dispose();
        _app.Dispose();
        _code.Dispose();
    }

    private sealed class Shown(DevicePrompt prompt) : Exception
    {
        public DevicePrompt Prompt { get; } = prompt;
    }
}
