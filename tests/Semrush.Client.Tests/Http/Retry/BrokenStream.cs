using System.Text;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A body that begins well and fails.</summary>
internal sealed class BrokenStream(string begin = "{") : ReadOnlyStream
{
    private bool _hasBegun;

    protected override int Fill(Span<byte> buffer)
    {
        if (_hasBegun)
            throw new IOException("The connection broke.");
        _hasBegun = true;
        return Encoding.ASCII.GetBytes(begin, buffer);
    }
}
