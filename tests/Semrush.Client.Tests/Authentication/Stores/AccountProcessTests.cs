using System.Diagnostics;
using Semrush.Client.Tests.Authentication.Tokens;

namespace Semrush.Client.Tests.Authentication.Stores;

/// <summary>Reliability 26 across processes: each person has a process, and both have one store.</summary>
[Collection(nameof(ManyProcesses))]
public sealed class AccountProcessTests : IDisposable
{
    private const string Redis = "SEMRUSH_TEST_REDIS";
    private static readonly string[] People = ["anna", "ben"];
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Two_processes_on_one_folder_keep_two_people_apart_in_24_orders() => RunAsync("file", _folder.Store);

    [Fact]
    public Task Two_processes_on_one_redis_keep_two_people_apart_in_24_orders()
    {
        var endpoint = Environment.GetEnvironmentVariable(Redis);
        Assert.SkipWhen(string.IsNullOrEmpty(endpoint), $"There is no Redis server: {Redis} is not set to its host:port. .ci/run installs and starts one.");
        return RunAsync("redis", endpoint);
    }

    private static async Task RunAsync(string kind, string place)
    {
        var people = People.ToDictionary(person => person, person => Worker.Start("account", kind, place, person));
        try
        {
            Assert.Equal(24, await AccountTests.RunOrdersAsync((person, command) => AskAsync(people[person], command)));
        }
        finally
        {
            foreach (var worker in people.Values)
            {
                worker.StandardInput.Close();
                Assert.Equal((0, ""), await worker.EndAsync() is var end ? (end.Code, end.Error) : default);
            }
        }
    }

    private static async Task<string> AskAsync(Process worker, string command)
    {
        await worker.StandardInput.WriteLineAsync(command);
        await worker.StandardInput.FlushAsync(The.Token);
        return await worker.StandardOutput.ReadLineAsync(The.Token) ?? await worker.StandardError.ReadToEndAsync(The.Token);
    }
}
