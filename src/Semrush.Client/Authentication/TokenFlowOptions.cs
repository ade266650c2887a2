namespace Semrush.Client.Authentication;

/// <summary>What every sign-in needs to know of its server.</summary>
public abstract class TokenFlowOptions
{
    /// <summary>The address of the server, where it is not the one that the contract names: an emulator or a gateway. It is https, or http on this machine.</summary>
    /// <value>None.</value>
    public Uri? BaseAddress { get; set; }

    // Where the server is on this machine, so may be what it names.
    internal bool MayBeHttp => BaseAddress is { IsAbsoluteUri: true, Scheme: "http" };

    /// <summary>How long one request may take.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
