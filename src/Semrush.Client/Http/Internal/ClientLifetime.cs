namespace Semrush.Client.Http.Internal;

/// <summary>Whether a client is still in use.</summary>
internal sealed class ClientLifetime
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public void End() => _isOver = true;
}
