using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Semrush.Client.Tests.Http.Redirects;

/// <summary>Over real sockets: a redirect is a failure, and no other server is sent anything.</summary>
public sealed class RedirectTests : IDisposable
{
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly Listener _trap = new();

    public static IEnumerable<TheoryDataRow<Caller>> Callers => Caller.All.Select(caller => new TheoryDataRow<Caller>(caller)
    {
        TestDisplayName = $"{caller}: of {Redirect.Statuses.Length * Redirect.All.Count} redirects ({string.Join(' ', Redirect.Statuses)}; {string.Join(", ", Redirect.All)}), 0 are followed, "
            + "0 bytes reach another listener, all are typed errors",
    });

    public void Dispose()
    {
        _trap.Dispose();
        _certificate.Dispose();
    }

    [Theory]
    [MemberData(nameof(Callers), DisableDiscoveryEnumeration = true)]
    public async Task Nothing_is_followed(Caller caller)
    {
        foreach (var redirect in Redirect.All)
            foreach (var status in Redirect.Statuses)
                await AssertNotFollowed(caller, redirect, status);
    }

    // Without it, the trap might be one that nothing can fall into.
    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_client_that_follows_reaches_the_trap_with_its_body(int status)
    {
        foreach (var redirect in Redirect.All.Where(redirect => redirect.Name is "other host" or "other port" or "//host" or "@host"))
        {
            var before = _trap.Connections;
            using var server = new Listener { Response = Pointing(redirect, status, 0) };
            using var http = Loopback.CreateClient(followsRedirects: true);
            using var body = new StringContent("client_secret=seen");

            using var response = await http.PostAsync(server.Address, body, The.Token);

            Assert.Equal((204, before + 1), ((int)response.StatusCode, _trap.Connections));
            Assert.EndsWith("client_secret=seen", _trap.Requests.Last(), StringComparison.Ordinal);
        }
    }

    private async Task AssertNotFollowed(Caller caller, Redirect redirect, int status)
    {
        var trusted = redirect.IsFromHttps ? _certificate : null;
        using var server = new Listener(trusted);
        server.Response = Pointing(redirect, status, server.Port);

        var thrown = await Record.ExceptionAsync(() => caller.CallAsync(server.Address, trusted));

        var where = $"{status}, {redirect}";
        Assert.True(thrown is SemrushApiException { IsRetryable: false } failure && failure.ResponseStatusCode == status, $"{where}: {thrown}");
        Assert.True(server.Requests.Count == 1, $"{where}: {server.Requests.Count} requests");
        Assert.Contains(caller.Secret, server.Requests.Single(), StringComparison.Ordinal); // it had something to lose
        Assert.True(_trap.Connections == 0 && _trap.Requests.Count == 0, $"{where}: {string.Join('\n', _trap.Requests)}");
    }

    private string Pointing(Redirect redirect, int status, int server) => $"HTTP/1.1 {status} Elsewhere\r\nLocation: {redirect.Location(server, _trap.Port)}\r\n";

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(The.Noon.AddYears(-10), The.Noon.AddYears(10));
    }
}

/// <summary>A place that a server may redirect to.</summary>
/// <param name="Name">What is different about it.</param>
/// <param name="IsFromHttps">Whether the server that points there is asked over https.</param>
/// <param name="Location">The header, given the port of the server and that of the trap.</param>
internal sealed record Redirect(string Name, bool IsFromHttps, Func<int, int, string> Location)
{
    public static readonly int[] Statuses = [301, 302, 303, 307, 308];

    public static IReadOnlyList<Redirect> All { get; } =
    [
        new("same host", false, (server, _) => $"http://127.0.0.1:{server}/elsewhere"),
        new("other host", false, (_, trap) => $"http://localhost:{trap}/elsewhere"),
        new("other port", false, (_, trap) => $"http://127.0.0.1:{trap}/elsewhere"),
        new("https to http", true, (_, trap) => $"http://127.0.0.1:{trap}/elsewhere"),
        new("relative", false, (_, _) => "/elsewhere"),
        new("//host", false, (_, trap) => $"//localhost:{trap}/elsewhere"),
        new("@host", false, (server, trap) => $"http://127.0.0.1:{server}@localhost:{trap}/elsewhere"),
    ];

    public override string ToString() => Name;
}
