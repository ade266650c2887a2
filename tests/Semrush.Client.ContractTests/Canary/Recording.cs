namespace Semrush.Client.ContractTests.Canary;

/// <summary>All recorders at once, and the secrets to look for when they are done.</summary>
internal sealed class Recording : IDisposable
{
    private readonly List<IDisposable> _recorders;

    public Recording()
    {
        Log = new LogRecorder(Evidence);
        Files = new FileRecorder(Evidence);
        _recorders = [new ConsoleRecorder(Evidence), new TelemetryRecorder(Evidence), new EventRecorder(Evidence), Files];
    }

    public Evidence Evidence { get; } = new();

    public Secrets Secrets { get; } = new();

    public LogRecorder Log { get; }

    public FileRecorder Files { get; }

    public int Failures { get; private set; }

    /// <summary>A step, whatever becomes of it.</summary>
    public async Task TryAsync(Func<CancellationToken, Task> step)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(4), TimeProvider.System);
        try
        {
            await step(limit.Token);
        }
        catch (Exception exception)
        {
            Failures++;
            ExceptionReport.Add(Evidence, exception);
        }
    }

    public void Dispose() => _recorders.ForEach(recorder => recorder.Dispose());
}
