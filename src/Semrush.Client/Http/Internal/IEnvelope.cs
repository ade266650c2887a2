namespace Semrush.Client.Http.Internal;

/// <summary>The v4 envelope: what the server says about the request, and the data.</summary>
internal interface IEnvelope<out T>
{
    Meta? Meta { get; }

    T? Data { get; }
}
