using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Semrush.Client.Tests.Http.Redirects;

/// <summary>A server on a socket that keeps every byte it is sent, and gives every connection the same response.</summary>
internal sealed class Listener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly X509Certificate2? _certificate;
    private int _connections;

    public Listener(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/");

    /// <summary>Status line and headers.</summary>
    public string Response { get; set; } = "HTTP/1.1 204 No Content\r\n";

    /// <summary>The connections so far, those included that are not accepted yet.</summary>
    public int Connections => Volatile.Read(ref _connections) + (_listener.Pending() ? 1 : 0);

    /// <summary>The requests so far: all their bytes, headers and bodies.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Dispose();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = await SecureAsync(client.GetStream());
            _requests.Enqueue(await ReadAsync(stream));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Response}Content-Length: 0\r\nConnection: close\r\n\r\n"), _ended.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller hung up, or the test is over.
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        if (_certificate is null)
            return stream;
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _ended.Token);
        return secure;
    }

    private async Task<string> ReadAsync(Stream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        do
        {
            var read = await stream.ReadAsync(buffer, _ended.Token);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (read == 0)
                break;
        }
        while (!IsComplete(text.ToString()));
        return text.ToString();
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = request[..end].Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        return request.Length >= end + 4 + length;
    }
}
