namespace Semrush.Client.Http.Limits.Internal;

/// <summary>A permit whose time runs from the start of the request, not from when it was handed out.</summary>
internal interface IStartLease
{
    /// <summary>The request starts now; said again, it starts only now.</summary>
    void Start();
}
