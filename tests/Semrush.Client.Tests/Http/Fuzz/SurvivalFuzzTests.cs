namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>If a value of a response is replaced by another, all values beside it are kept, and the place is counted.</summary>
[Collection(nameof(AllProcessors))]
public sealed class SurvivalFuzzTests
{
    // The stub keeps every request.
    private const int SeedsPerProgram = 1000;

    public static IEnumerable<TheoryDataRow<Survival>> Results => ResultShapes.Models.Select(
        shape => new TheoryDataRow<Survival>(shape) { TestDisplayName = $"Of {Fuzzing.Count:N0} damaged values of {shape} each is dropped by itself, and counted" });

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public async Task Each_damaged_value_is_dropped_by_itself_and_counted(Survival shape)
    {
        using var counter = new DeviationCounter();
        using var first = new FuzzProgram();
        var whole = await shape.ReadWholeAsync(first, counter);

        var programs = Enumerable.Range(0, (Fuzzing.Count + SeedsPerProgram - 1) / SeedsPerProgram);
        await Parallel.ForEachAsync(programs, The.Token, async (program, _) =>
        {
            using var reader = new FuzzProgram();
            for (var seed = program * SeedsPerProgram; seed < Math.Min(Fuzzing.Count, (program + 1) * SeedsPerProgram); seed++)
                await shape.AssertSurvivesAsync(reader, counter, whole, seed);
        });
    }
}
