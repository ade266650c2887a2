using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>A clock at which something else happens before somebody reads it.</summary>
internal sealed class InterruptedTime(FakeTimeProvider inner) : TimeProvider
{
    private Action? _beforeNextLook;

    public FakeTimeProvider Inner => inner;

    public Action? BeforeNextLook { get => _beforeNextLook; set => _beforeNextLook = value; }

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Exchange(ref _beforeNextLook, null)?.Invoke();
        return inner.GetUtcNow();
    }
}
