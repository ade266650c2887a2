namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>That a client serves many accounts, and what the credential of each is.</summary>
internal sealed record Accounts(Action<IServiceProvider, string, SemrushClientOptions> Configure, TimeSpan IdleTime)
{
    public static readonly TimeSpan UsualIdleTime = TimeSpan.FromMinutes(10);
}
