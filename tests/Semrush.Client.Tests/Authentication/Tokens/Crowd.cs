using System.Collections.Concurrent;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>A thousand callers at once. Each has asked before any of them gets an answer.</summary>
internal static class Crowd
{
    public const int Size = 1_000;

    /// <summary>Has everybody ask, then lets the answer come.</summary>
    public static async Task<IReadOnlyList<Task<T>>> AskAsync<T>(Func<Task<T>> ask, TaskCompletionSource answer)
    {
        var questions = new ConcurrentQueue<Task<T>>();
        await Task.WhenAll(Enumerable.Range(0, Size).Select(_ => Task.Run(() => questions.Enqueue(ask()), The.Token)));
        answer.SetResult();
        var asked = questions.ToList();
        await Task.WhenAll(asked).ContinueWith(_ => { }, The.Token, TaskContinuationOptions.None, TaskScheduler.Default);
        return asked;
    }
}
