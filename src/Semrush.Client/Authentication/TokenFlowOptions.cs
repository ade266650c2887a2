namespace Semrush.Client.Authentication;

/// <summary>What every sign-in needs to know of its server.</summary>
public abstract class TokenFlowOptions
{
    /// <summary>The address of the server, where it is not the one that the contract names: an emulator or a gateway.</summary>
    /// <value>None.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Whether the server may be reached over plain http on this machine, as the emulator is.</summary>
    /// <value><see langword="false"/>.</value>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>How long one request may take.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
