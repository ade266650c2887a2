using Semrush.Client.Testing.Credentials.Internal;
using Semrush.Client.Testing.Devices.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The state of the authorization server of one emulator. Whoever reads or changes it holds the gate.</summary>
internal sealed class AuthorizationState(AcceptedCredentials credentials, EmulatedAuthorizationOptions options, TimeProvider time)
{
    // Known once the server listens, before which nobody can ask.
    private Uri? _address;

    public Lock Gate { get; } = new();

    public EmulatedAuthorizationOptions Options => options;

    public Uri Address
    {
        get => _address ?? throw new InvalidOperationException("The emulator does not listen yet.");
        set => _address = value;
    }

    public ClientRegistry Clients { get; } = new();

    public AuthorizationCodes Codes { get; } = new(TokenAudience.Semrush, options, time);

    public DeviceSignIns Devices { get; } = new(options, time);

    public TokenVault Tokens { get; } = new(credentials, options, time);

    public void Reset()
    {
        lock (Gate)
        {
            Clients.Reset();
            Codes.Reset();
            Devices.Reset();
            Tokens.Reset();
        }
    }
}
