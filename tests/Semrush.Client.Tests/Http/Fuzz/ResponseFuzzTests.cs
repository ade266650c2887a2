namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Any response becomes a result or a SemrushApiException. The seeds are fixed: every run is the same.</summary>
[Collection(nameof(AllProcessors))]
public sealed class ResponseFuzzTests
{
    public static IEnumerable<TheoryDataRow<FuzzShape>> Errors => ErrorShapes.All.Select(Named);

    public static IEnumerable<TheoryDataRow<FuzzShape>> Results => ResultShapes.All.Select(Named);

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public async Task Every_mutation_of_an_error_is_a_result_or_a_failure_of_the_family(FuzzShape shape)
    {
        var (results, failures) = await Fuzzing.RunAsync(shape);

        Assert.Equal(Fuzzing.Count, results + failures);
        Assert.True(failures > results, Share(results, failures));
    }

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public async Task Every_mutation_of_a_result_is_a_result_or_a_failure_of_the_family(FuzzShape shape)
    {
        var (results, failures) = await Fuzzing.RunAsync(shape);

        Assert.Equal(Fuzzing.Count, results + failures);
        Assert.True(results > Fuzzing.Count / 10 && failures > Fuzzing.Count / 10, Share(results, failures));
    }

    private static string Share(int results, int failures) => $"{results:N0} results, {failures:N0} failures";

    private static TheoryDataRow<FuzzShape> Named(FuzzShape shape)
        => new(shape) { TestDisplayName = $"{Fuzzing.Count:N0} mutations of {shape} are results or failures of the family, and nothing else" };
}
