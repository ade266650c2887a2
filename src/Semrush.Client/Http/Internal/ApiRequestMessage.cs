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

    /// <summary>Whether there was a response to it.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether it may have reached the server.</summary>
    public bool IsSent => IsAnswered || _body.IsWritten;

    /// <summary>Whether a handler of the application has tried to retry it.</summary>
    public bool IsResent => _body.IsRefused;

    /// <summary>What was added to it to authenticate it, beside the usual header: no message repeats that.</summary>
    public IReadOnlyList<string> Credentials { get; set; } = [];
}
