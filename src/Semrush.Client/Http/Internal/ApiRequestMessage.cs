using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>The message of one attempt.</summary>
internal sealed class ApiRequestMessage : HttpRequestMessage
{
    private readonly RequestContent _body;

    public ApiRequestMessage(HttpMethod method, Uri address, RequestContent body)
        : base(method, address) => Content = _body = body;

    /// <summary>The permit that it goes out with; none where nothing is limited.</summary>
    public CallPermit? Permit
    {
        get => _body.Permit;
        set => _body.Permit = value;
    }

    /// <summary>What ends the handshake of the connection that is made for it, where that takes too long.</summary>
    public HandshakeLimit? Handshake { get; set; }

    /// <summary>What was added to it to authenticate it, beside the usual header: no message repeats that.</summary>
    public IReadOnlyList<string> Credentials { get; set; } = [];
}
