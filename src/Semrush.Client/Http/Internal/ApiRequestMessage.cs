using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>The message of one attempt.</summary>
internal sealed class ApiRequestMessage(HttpMethod method, Uri address) : HttpRequestMessage(method, address)
{
    /// <summary>The permit that it goes out with; none where nothing is limited.</summary>
    public CallPermit? Permit { get; set; }
}
