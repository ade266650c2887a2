namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A body that begins well and fails.</summary>
internal sealed class BrokenStream(Exception? failure = null) : ReadOnlyStream
{
    private bool _hasBegun;

    protected override int Fill(Span<byte> buffer)
    {
        if (_hasBegun)
            throw failure ?? new IOException("The connection broke.");
        _hasBegun = true;
        buffer[0] = (byte)'{';
        return 1;
    }
}
