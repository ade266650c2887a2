namespace Semrush.Client.Http.Limits.Internal;

/// <summary>A permit whose time runs from the start of the request, not from when it was handed out.</summary>
internal interface IStartLease
{
    /// <summary>The request starts now, or some time after: it may have to wait for a connection. Said again, it starts only now.</summary>
    void Start();

    /// <summary>The request goes out now: the permit comes back when its time is over, whether there is an answer by then or not.</summary>
    void Write();
}
