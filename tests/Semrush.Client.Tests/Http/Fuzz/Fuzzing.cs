using System.Text;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Feeds the mutations of a shape to a program, on every processor. Each has a seed of its own and can be repeated alone.</summary>
internal sealed class Fuzzing(FuzzShape shape)
{
    // A mutation takes microseconds. Whatever has not ended by then never will.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // The stub keeps every request.
    private const int MutationsPerProgram = 1000;

    private readonly int[] _current = new int[Environment.ProcessorCount];
    private int _results;
    private int _failures;

    /// <summary>How many mutations of each shape are tried.</summary>
    public static int Count { get; } = Counts.Of(few: 3_000, full: 100_000);

    public static async Task<(int Results, int Failures)> RunAsync(FuzzShape shape)
    {
        var fuzzing = new Fuzzing(shape);
        var workers = Enumerable.Range(0, fuzzing._current.Length).Select(worker => Task.Run(() => fuzzing.WorkAsync(worker), The.Token));
        try
        {
            await Task.WhenAll(workers).WaitAsync(Limit, TimeProvider.System, The.Token);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"One of these mutations does not end. {string.Join('\n', fuzzing._current.Select(fuzzing.Describe))}");
        }

        return (fuzzing._results, fuzzing._failures);
    }

    private async Task WorkAsync(int worker)
    {
        var program = new FuzzProgram();
        try
        {
            var done = 0;
            for (var seed = worker; seed < Count; seed += _current.Length)
            {
                if (++done % MutationsPerProgram == 0)
                {
                    program.Dispose();
                    program = new();
                }

                _current[worker] = seed;
                await TryAsync(program, seed);
            }
        }
        finally
        {
            program.Dispose();
        }
    }

    private async Task TryAsync(FuzzProgram program, int seed)
    {
        var status = shape.StatusOf(seed);
        try
        {
            var result = await program.RunAsync(shape.CallOf(seed), status, shape.Mutated(seed));
            if (status is < 200 or >= 300)
                Assert.Fail($"A result in spite of {status}. {Describe(seed)}");
            _ = result?.ToString();
            Interlocked.Increment(ref _results);
        }
        catch (SemrushApiException failure)
        {
            // All its members have to be there after the response is gone.
            Assert.NotEmpty(failure.Message);
            _ = failure.Details?.GetRawText();
            Interlocked.Increment(ref _failures);
        }
        catch (Exception other)
        {
            Assert.Fail($"{other.GetType()}. {Describe(seed)}\n{other}");
        }
    }

    private string Describe(int seed)
    {
        var body = shape.Mutated(seed);
        return $"Seed {seed} of '{shape}', status {shape.StatusOf(seed)}, {body.Length} bytes: {Encoding.Latin1.GetString(body)}";
    }
}

/// <summary>A kind of body, and what reads it.</summary>
public sealed class FuzzShape
{
    private readonly byte[] _body;
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly int[] _statuses;
    private readonly Func<FuzzProgram, Task<object?>>[] _calls;

    internal FuzzShape(string name, string body, int[] statuses, params Func<FuzzProgram, Task<object?>>[] calls)
    {
        Name = name;
        _body = Encoding.UTF8.GetBytes(body);
        _pieces = Piece.Of(_body);
        _statuses = statuses;
        _calls = calls;
    }

    public string Name { get; }

    public override string ToString() => Name;

    internal byte[] Mutated(int seed) => Mutation.Of(_body, _pieces, seed);

    internal int StatusOf(int seed) => _statuses[seed % _statuses.Length];

    // Every call meets every status.
    internal Func<FuzzProgram, Task<object?>> CallOf(int seed) => _calls[seed / _statuses.Length % _calls.Length];
}

/// <summary>Tests that keep every processor busy run by themselves, so that they take none from those that keep time.</summary>
[CollectionDefinition(nameof(AllProcessors), DisableParallelization = true)]
public sealed class AllProcessors;
