using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>TLS on a bare socket, with a certificate that only <see cref="Trusting"/> trusts.</summary>
internal static class Tls
{
    private static readonly X509Certificate2 Certificate = SelfSigned();

    /// <summary>Performs the handshake, reads the request and returns a success after a delay.</summary>
    public static async Task ServeAsync(WireConnection connection, TimeSpan delay, SslProtocols version = SslProtocols.None)
    {
        await using var encrypted = new SslStream(connection.Stream, leaveInnerStreamOpen: true);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate, EnabledSslProtocols = version }, connection.Stopping);
        _ = await encrypted.ReadAsync(new byte[16 * 1024], connection.Stopping);
        await Task.Delay(delay, TimeProvider.System, connection.Stopping);
        await encrypted.WriteAsync(Encoding.UTF8.GetBytes(WireResponse.Text(200, WireResponse.Json)), connection.Stopping);
    }

    /// <summary>A client whose own connections trust the certificate.</summary>
    public static WireClient Trusting(Action<SemrushClientOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddSemrush(configure).HttpClient.ConfigurePrimaryHttpMessageHandler(static (handler, _) => ((SocketsHttpHandler)handler).SslOptions.RemoteCertificateValidationCallback
            = static (_, shown, _, _) => shown!.GetCertHashString() == Certificate.GetCertHashString());
        var provider = services.BuildServiceProvider();
        return new(provider.GetRequiredService<SemrushClient>(), provider);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=untrusted", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
