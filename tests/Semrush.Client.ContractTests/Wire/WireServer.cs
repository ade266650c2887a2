using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A server on a bare socket: it counts what arrives, and what it does then is up to the test, down to the byte.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _open = new();
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrivals;

    public WireServer()
    {
        _listener.Start(512);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>What to do about the request that comes as the n-th one, counted from 1. It has not been read yet.</summary>
    public Func<int, Func<WireConnection, Task>> Script { get; set; } = static _ => WireAnswer.UsualAsync;

    /// <summary>The requests that came, whether they were read or not.</summary>
    public int Arrivals => _arrivals;

    /// <summary>The connections that were made.</summary>
    public int Accepted { get; private set; }

    /// <summary>The connections that are open.</summary>
    public int Open => _open.Count;

    /// <summary>The most connections that were open at once.</summary>
    public int Peak { get; private set; }

    /// <summary>The first request is answered as usual, so that its connection is kept; each one after it fails.</summary>
    public void FailAfterTheFirst(Func<WireConnection, Task> act) => Script = number => number == 1 ? WireAnswer.UsualAsync : act;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        await Task.WhenAll(_open.Keys);
        _listener.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Waits for the n-th request.</summary>
    public async Task WhenArrivedAsync(int number)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_arrivals >= number)
                    return;
                next = _arrival.Task;
            }

            await next.WaitAsync(_stopping.Token);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new WireConnection(await _listener.AcceptSocketAsync(_stopping.Token), _stopping.Token);
                Accepted++;
                var serving = Task.Run(() => ServeAsync(connection), CancellationToken.None);
                _open[serving] = true;
                _ = serving.ContinueWith(done => _open.TryRemove(done, out _), TaskScheduler.Default);
                Peak = Math.Max(Peak, _open.Count);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private int Arrive()
    {
        lock (_gate)
        {
            _arrival.SetResult();
            _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return ++_arrivals;
        }
    }

    private async Task ServeAsync(WireConnection connection)
    {
        using (connection)
        {
            try
            {
                while (await connection.IsAskedAsync())
                    await Script(Arrive())(connection);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, the act ended the connection, or the test is over.
            }
        }
    }
}
