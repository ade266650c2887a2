using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Semrush.Client.Http;

namespace Semrush.Client.Tests.Http;

/// <summary>Whatever a server says becomes a result or a failure of the family. The seed is fixed: every run is the same.</summary>
public sealed class AnswerFuzzTests
{
    private const int MutationsPerBody = 400;

    private static readonly int[] Statuses = [200, 200, 200, 201, 302, 400, 401, 429, 500, 553];

    // What a value may turn into.
    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1e999", "123456789012345678901234567890", "1.5", "\"\"", "\"12\"", "\"text\"", "[]", "{}", "[null]", "[[]]", "[{}]",
        "{\"a\":null}", "\"\\ud800\"", "\"\\u0000\"", "{\"\\udfff\":1}", new string('[', 70) + new string(']', 70), new string('[', 5000), "\"" + new string('x', 70_000) + "\"",
    ];

    [Theory]
    [InlineData("errors.description-2022")]
    [InlineData("errors.field-violations")]
    [InlineData("errors.listing-legacy")]
    [InlineData("errors.out-of-units-no-meta")]
    [InlineData("errors.retryable")]
    [InlineData("app-center.jwt-token.error")]
    [InlineData("map-rank-tracker.get-campaign")]
    [InlineData("map-rank-tracker.get-campaigns")]
    [InlineData("map-rank-tracker.get-metrics")]
    [InlineData("map-rank-tracker.get-top-competitors")]
    [InlineData("oauth.access-token")]
    public async Task Every_mutation_of_a_body_is_a_result_or_a_failure_of_the_family(string payload)
    {
        var random = new Random(20240705);
        byte[] body = [];
        var status = 0;
        using var client = The.Client(StubHandler.Answering(_ => new((System.Net.HttpStatusCode)status) { Content = new ByteArrayContent(body) }));
        var (results, failures) = (0, 0);

        for (var i = 0; i < MutationsPerBody; i++)
        {
            body = Mutated(Payloads.Text(payload), random);
            status = Statuses[random.Next(Statuses.Length)];
            foreach (var call in Calls(client))
            {
                var thrown = await Record.ExceptionAsync(call);
                if (thrown is not (null or SemrushApiException))
                    Assert.Fail($"Mutation {i}, status {status}: {thrown}\n{Encoding.UTF8.GetString(body)}");
                _ = thrown?.ToString();
                _ = thrown is null ? results++ : failures++;
            }
        }

        Assert.True(failures > MutationsPerBody, $"{results} results, {failures} failures");
    }

    private static IEnumerable<Func<Task>> Calls(SemrushClient client) =>
    [
        () => client.MapRankTracker.GetCampaignAsync(The.CampaignId, The.Token),
        () => client.MapRankTracker.GetMetricsAsync(The.CampaignId, The.KeywordId, The.Cid, cancellationToken: The.Token),
        () => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, The.Token),
        () => client.DeviceAuthorization.CreateDeviceCodeAsync(cancellationToken: The.Token),
        async () => await client.MapRankTracker.GetTopCompetitorsAsync(The.CampaignId, The.KeywordId, The.ReportDate, cancellationToken: The.Token)
            .GetAsyncEnumerator(The.Token).MoveNextAsync(),
    ];

    private static byte[] Mutated(string text, Random random)
    {
        switch (random.Next(4))
        {
            case 0: // cut
                return Encoding.UTF8.GetBytes(text[..random.Next(text.Length)]);
            case 1: // a few wrong bytes
                var bytes = Encoding.UTF8.GetBytes(text);
                for (var i = random.Next(1, 4); i > 0; i--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            default: // an odd value somewhere
                var root = JsonNode.Parse(text)!;
                var marked = Descendants(root).ToList();
                var chosen = marked[random.Next(marked.Count)];
                if (chosen.Parent is JsonObject parent)
                    parent[chosen.GetPropertyName()] = "\u0001odd";
                else
                    chosen.Parent!.AsArray()[chosen.GetElementIndex()] = "\u0001odd";
                return Encoding.UTF8.GetBytes(root.ToJsonString().Replace(JsonSerializer.Serialize("\u0001odd"), Odd[random.Next(Odd.Length)], StringComparison.Ordinal));
        }
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>())
        {
            yield return child;
            foreach (var descendant in Descendants(child))
                yield return descendant;
        }
    }
}
