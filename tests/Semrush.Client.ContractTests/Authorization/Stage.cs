using System.Net;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Examples;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>An emulator with a fake clock, a client of it, and a browser that follows no redirect.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public Stage(EmulatedAuthorizationOptions? options = null, params AccountSeed[] accounts)
    {
        var settings = new SemrushEmulatorOptions { Authorization = options ?? new(), TimeProvider = Time };
        Emulator = SemrushEmulator.Start(accounts.Length > 0 ? settings with { Accounts = accounts } : settings);
        Client = Emulator.CreateClient();
        Browser = Loopback.CreateClient(Emulator.Address);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public SemrushEmulator Emulator { get; }

    public EmulatedAuthorization Authorization => Emulator.Authorization;

    public SemrushClient Client { get; }

    public HttpClient Browser { get; }

    /// <summary>A client with a bearer token.</summary>
    public SemrushClient As(string accessToken) =>
        new(new SemrushClientOptions { AccessToken = accessToken, BaseAddress = Emulator.Address, Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } });

    public Task<Page> GetAsync(string path) => GetAsync(new Uri(Emulator.Address, path));

    public async Task<Page> GetAsync(Uri address) => await ReadAsync(await Browser.GetAsync(address, TestContext.Current.CancellationToken));

    public async Task<Page> PostAsync(Uri address, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        return await ReadAsync(await Browser.PostAsync(address, content, TestContext.Current.CancellationToken));
    }

    public Task<Page> PostAsync(string path, params (string Name, string Value)[] form) => PostAsync(new Uri(Emulator.Address, path), form);

    public async Task<Page> PostJsonAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await ReadAsync(await Browser.PostAsync(new Uri(Emulator.Address, path), content, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        Client.Dispose();
        await Emulator.DisposeAsync();
    }

    private static async Task<Page> ReadAsync(HttpResponseMessage message)
    {
        using var answer = message;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Page(answer.StatusCode, text, answer.Headers.Location, answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.NoStore is true);
    }

    /// <summary>A response, read to its end.</summary>
    internal sealed record Page(HttpStatusCode Status, string Text, Uri? Location, string? MediaType, bool IsNoStore)
    {
        public JObject Json => (JObject)Document.Parse(Text);

        public string? Error => (string?)Json["error"];
    }
}
