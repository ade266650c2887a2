using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.Tests.Authentication;

/// <summary>Lets time pass for as long as a task needs.</summary>
internal static class Clock
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Create() => new(Start);

    /// <summary>Advances second by second until the task is done.</summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider time, Task<T> task, int seconds = 4000)
    {
        await time.PassAsync(task, seconds);
        Assert.True(task.IsCompleted, $"Not done after {seconds} seconds.");
        return await task;
    }

    /// <summary>Advances by so many seconds, or until the task is done.</summary>
    public static async Task PassAsync(this FakeTimeProvider time, Task task, int seconds)
    {
        await SettleAsync();
        for (var i = 0; i < seconds && !task.IsCompleted; i++)
        {
            time.Advance(Step);
            await SettleAsync();
        }
    }

    // Nearly everything runs inside Advance; what does not gets its turn here.
    private static async Task SettleAsync()
    {
        for (var i = 0; i < 5; i++)
            await Task.Yield();
    }
}
