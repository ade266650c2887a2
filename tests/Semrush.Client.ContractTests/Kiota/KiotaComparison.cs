using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Examples;

namespace Semrush.Client.ContractTests.Kiota;

/// <summary>An exchange of this library and of Kiota's client: both requests, and each result with its response, as documents.</summary>
/// <param name="Request">What Kiota's client sends and the library does not, or the other way round.</param>
/// <param name="Library">What the result of the library does not have of the response, or the exception.</param>
/// <param name="Kiota">What the result of Kiota's client does not have of the response, or the exception.</param>
internal sealed partial record KiotaComparison(IReadOnlyList<string> Request, IReadOnlyList<string> Library, IReadOnlyList<string> Kiota)
{
    /// <summary>Responses that are made from an example and may be read differently; null if the example has nothing to change.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ContractCase, Func<HttpResponseMessage>?>> Kinds =
        new Dictionary<string, Func<ContractCase, Func<HttpResponseMessage>?>>
        {
            ["An enumeration has a value that is not in the contract"] = found =>
                With(found, value => value.Value is string text && Constant.IsMatch(text) ? "NEW_VALUE" : null),
            ["A number is sent as text"] = found =>
                With(found, value => value.Type is JTokenType.Integer or JTokenType.Float ? value.ToString(Newtonsoft.Json.Formatting.None) : null),
            ["A text is sent as a number"] = found => With(found, value => value.Type is JTokenType.String ? 12345 : null),
            ["A response with status 200 reports a failure"] = _ => () =>
                KiotaStage.Response(200, """{"meta":{"success":false,"status_code":200},"error":{"code":7,"message":"no"}}"""),
            ["A response with status 200 is an HTML page"] = _ => () => KiotaStage.Response(200, "<html>Sign in</html>", "text/html"),
        };

    private static readonly Lazy<Task<IReadOnlyList<(ContractCase Case, KiotaComparison Result)>>> Documented = new(CompareAllAsync);

    /// <summary>Every documented success and every documented request of every operation that an application calls.</summary>
    public static IEnumerable<ContractCase> Cases => ContractCase.All.Where(found => found.IsSuccess).Concat(ContractCase.Requests)
        .Where(found => !found.Operation.IsNavigation)
        .DistinctBy(found => (found.Operation.Name, found.RequestExample?.Path, found.Status, found.Body?.Path));

    /// <summary>The number of differences.</summary>
    public int Count => Request.Count + Library.Count + Kiota.Count;

    /// <summary>Whether Kiota's client sends something else, or has less in its result, or fails in another way.</summary>
    public bool Differs => Request.Count > 0 || !Library.SequenceEqual(Kiota);

    [GeneratedRegex("^[A-Z][A-Z_]+$")]
    private static partial Regex Constant { get; }

    public static Task<IReadOnlyList<(ContractCase Case, KiotaComparison Result)>> AllAsync() => Documented.Value;

    public static async Task<KiotaComparison> CompareAsync(KiotaStage stage, ContractCase found)
    {
        using var semrush = stage.Client(found.Operation);
        var (library, one) = await OutcomeAsync(async () =>
        {
            var result = await GeneratedMethod.CallAsync(semrush, found.Operation, found.RequestExample);
            return result is null ? null : GeneratedMethod.Rewrite(result);
        });
        var (kiota, other) = await OutcomeAsync(() => KiotaMethod.CallAsync(semrush, found));
        var (first, second) = (stage.Exchanges[0], stage.Exchanges[^1]);
        one ??= found.HasEnvelope ? Differences(Enveloped(first.Body["data"]), Enveloped(library)) : Differences(first.Body, library);
        return new(Differences(first.Request, second.Request), one, other ?? Differences(second.Body, kiota));
    }

    private static async Task<IReadOnlyList<(ContractCase Case, KiotaComparison Result)>> CompareAllAsync()
    {
        using var stage = new KiotaStage();
        var (all, seen) = (new List<(ContractCase, KiotaComparison)>(), new HashSet<string>());
        foreach (var found in Cases)
        {
            // The emulator responds with the first example of an operation. Further ones are returned in its place.
            stage.Respond = seen.Add(found.Operation.Name) ? _ => null : _ => KiotaStage.Response(found);
            all.Add((found, await CompareAsync(stage, found)));
        }

        return all;
    }

    private static async Task<(JToken? Result, IReadOnlyList<string>? Failure)> OutcomeAsync(Func<Task<JToken?>> call)
    {
        try
        {
            return (await call(), null);
        }
        catch (Exception exception)
        {
            return (null, [exception.GetType().Name]);
        }
    }

    private static JObject Enveloped(JToken? data) => new() { ["data"] = OrEmpty(data) };

    // No body, an empty one and no result are the same.
    private static IReadOnlyList<string> Differences(JToken expected, JToken? actual)
        => Document.Differences(OrEmpty(expected), OrEmpty(actual));

    private static JToken OrEmpty(JToken? token) => token is null or JValue { Value: null or "" } ? new JObject() : token;

    // The data with other values; the metadata is as it was.
    private static Func<HttpResponseMessage>? With(ContractCase found, Func<JValue, object?> change)
    {
        var body = found.Body?.DeepClone();
        var values = body?.SelectTokens("$..*").OfType<JValue>()
            .Where(value => change(value) is not null && !value.Path.StartsWith("meta", StringComparison.Ordinal)).ToList();
        values?.ForEach(value => value.Value = change(value));
        return values is { Count: > 0 } ? () => KiotaStage.Response(found.Status, $"{body}") : null;
    }
}
