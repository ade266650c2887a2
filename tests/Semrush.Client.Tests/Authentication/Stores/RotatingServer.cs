using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>A token endpoint that gives a new refresh token for each one spent, and revokes them all when one is spent twice.</summary>
internal sealed class RotatingServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HashSet<string> _spent = [];
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly Task _loop;
    private int _number;

    public RotatingServer()
    {
        // Somebody else may take the port between the question and the answer; then there is another.
        for (; ; )
        {
            Address = new($"http://127.0.0.1:{FreePort()}/");
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(Address.AbsoluteUri);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
            }
        }

        _loop = ServeAsync();
    }

    public Uri Address { get; }

    public string RefreshToken => string.Create(CultureInfo.InvariantCulture, $"refresh-{_number}");

    public int Rotations => _number;

    /// <summary>Refresh tokens that were spent twice, or that the server never gave.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (_listener.IsListening)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var form = (await reader.ReadToEndAsync()).Split('&');
        var token = form.FirstOrDefault(member => member.StartsWith("refresh_token=", StringComparison.Ordinal))?["refresh_token=".Length..] ?? "none";
        var isGood = token == RefreshToken && _faults.IsEmpty;
        if (isGood)
            _number++;
        else
            _faults.Enqueue(_spent.Contains(token) ? $"{token} was spent twice" : $"{token} was never given");
        _spent.Add(token);
        var body = isGood
            ? $$"""{"access_token":"access-{{_number}}","token_type":"Bearer","expires_in":604800,"refresh_token":"{{RefreshToken}}"}"""
            : """{"error":"invalid_grant","error_description":"The refresh token is spent. All of its family are revoked."}""";
        context.Response.StatusCode = isGood ? 200 : 400;
        context.Response.ContentType = "application/json";
        context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
