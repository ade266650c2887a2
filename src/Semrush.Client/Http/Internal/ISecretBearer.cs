namespace Semrush.Client.Http.Internal;

/// <summary>A request whose body carries secrets, which no message may repeat.</summary>
internal interface ISecretBearer
{
    IEnumerable<string?> Secrets { get; }
}
