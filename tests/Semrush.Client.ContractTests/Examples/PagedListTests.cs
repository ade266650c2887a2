using System.Globalization;
using Newtonsoft.Json.Linq;
using Semrush.Client.ContractTests.Authorization;
using Semrush.Client.ContractTests.Contracts;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Semrush.Client.ContractTests.Examples;

/// <summary>Every paged operation of every contract against a server that pages as documented. The items are made from the documented example.</summary>
public sealed class PagedListTests : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly SemrushClient _client;

    public PagedListTests() => _client = new(new() { ApiKey = "key", BaseAddress = new(_server.Url!), Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } });

    public static MatrixTheoryData<string, int, int> Lists => new(Operations, [0, 1, 2], [0, 2]);

    public static TheoryData<string> Paged => [.. Operations];

    private static IEnumerable<string> Operations => ContractDocument.All.SelectMany(contract => contract.Operations).Where(operation => operation.IsPaged).Select(operation => operation.Name);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Whole_list_is_read_if_the_last_page_is_empty_short_or_full(string name, int onLastPage, int prefetch)
    {
        var list = Serve(name, onLastPage);

        var items = await GeneratedMethod.ItemsAsync(_client, list.Operation, list.First, prefetch);

        Document.AssertSame(new JArray(list.Items), new JArray(items.Select(GeneratedMethod.Rewrite)));
        Assert.InRange(_server.LogEntries.Count, list.Requests, list.Requests + prefetch);
        if (prefetch == 0)
            Assert.Equal(list.Requests, _server.LogEntries.Count);
    }

    [Theory]
    [MemberData(nameof(Paged))]
    public async Task Enumeration_begins_at_the_page_of_its_options(string name)
    {
        var list = Serve(name, onLastPage: 1);

        var items = await GeneratedMethod.ItemsAsync(_client, list.Operation, list.Second, prefetch: 0);

        Document.AssertSame(new JArray(list.Items.Skip(PagedList.Size)), new JArray(items.Select(GeneratedMethod.Rewrite)));
    }

    [Theory]
    [MemberData(nameof(Paged))]
    public async Task Page_that_is_returned_a_second_time_fails_the_enumeration(string name)
    {
        var list = Serve(name, onLastPage: 1, isStuck: true);

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => GeneratedMethod.ItemsAsync(_client, list.Operation, list.First, prefetch: 0));

        Assert.Contains("the rest of the list cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, _server.LogEntries.Count);
    }

    private PagedList Serve(string name, int onLastPage, bool isStuck = false)
    {
        var list = new PagedList(OperationDocument.Find(name), onLastPage);
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithHeader("Content-Type", "application/json")
            .WithBody(request => list.PageAt(isStuck ? null : Query.Of(new Uri(request.Url), list.Parameter))));
        return list;
    }
}

/// <summary>A list of two full pages and a last one, in the form of an operation's paging. The server may reduce the requested size.</summary>
internal sealed class PagedList
{
    public const int Size = 2;
    private readonly JToken _paging;
    private readonly ContractCase _example;
    private readonly List<JToken[]> _pages;

    public PagedList(OperationDocument operation, int onLastPage)
    {
        Operation = operation;
        _paging = operation.Node["x-semrush-paging"]!;
        _example = ContractCase.All.First(found => found.Operation == operation && found.IsSuccess && ItemsOf(found.Data!) is { Count: > 0 });
        var item = ItemsOf(_example.Data!)![0];
        _pages = [.. new[] { Size, Size, onLastPage }.Select((count, page) => Enumerable.Range(page * Size, count).Select(number => Numbered(item, number)).ToArray())];
    }

    public OperationDocument Operation { get; }

    public string Parameter => (string)_paging["parameter"]!;

    public IEnumerable<JToken> Items => _pages.SelectMany(page => page);

    /// <summary>The options without a page, and with the size.</summary>
    public Dictionary<string, JToken?> First => OptionsAt(null);

    /// <summary>The options of the second page.</summary>
    public Dictionary<string, JToken?> Second => OptionsAt(Kind switch { "page" => FirstNumber + 1, "offset" => Size, _ => "after-2" });

    /// <summary>The number of requests for the whole list: one more if only an empty page shows the end.</summary>
    public int Requests => 3 + (Kind switch
    {
        "page" => _paging["last"] is null && _paging["totalPages"] is null && _pages[2].Length > 0,
        "offset" => _paging["total"] is null && _pages[2].Length == Size,
        _ => false,
    } ? 1 : 0);

    private string Kind => (string)_paging["kind"]!;

    private int FirstNumber => (int?)Operation.Parameters.Single(parameter => (string?)parameter["name"] == Parameter)["schema"]!["minimum"] ?? 0;

    /// <summary>The response with the page that a request states.</summary>
    public string PageAt(string? position)
    {
        var page = position is null ? 0 : Kind switch
        {
            "page" => int.Parse(position, CultureInfo.InvariantCulture) - FirstNumber,
            "offset" => int.Parse(position, CultureInfo.InvariantCulture) / Size,
            _ => int.Parse(position["after-".Length..], CultureInfo.InvariantCulture) / Size,
        };
        var shown = page < _pages.Count ? _pages[page] : [];
        var body = new JObject { ["body"] = _example.Body!.DeepClone() };
        var data = _example.HasEnvelope ? "body.data" : "body";
        Set("items", new JArray(shown));
        Set("last", page >= 2);
        Set("totalPages", 3);
        Set("number", page + FirstNumber);
        // The total counts an item that is deleted before the last, empty page is requested.
        Set("total", page < 2 ? (2 * Size) + Math.Max(_pages[2].Length, 1) : Items.Count());
        Set("used", Size);
        Set("next", page < 2 ? $"after-{(page + 1) * Size}" : null);
        return body["body"]!.ToString();

        void Set(string fact, JToken? value)
        {
            if (_paging[fact] is null && fact != "items")
                return;
            var steps = $"{data}.{(string?)_paging[fact]}".TrimEnd('.').Split('.');
            var owner = steps[..^1].Aggregate((JToken)body, (found, step) => found[step] ??= new JObject());
            owner[steps[^1]] = value;
        }
    }

    private Dictionary<string, JToken?> OptionsAt(JToken? position)
    {
        var options = new Dictionary<string, JToken?> { [Parameter] = position };
        if ((string?)_paging["size"] is { } size)
            options[size] = Reduced(Operation.Parameters.Single(parameter => (string?)parameter["name"] == size)["schema"]!);
        return options;
    }

    // A size that the server reduces, if the client can know that: the response reports the total or the size, or the size has no maximum.
    private JToken Reduced(JToken schema) => _paging["used"] is not null || _paging["total"] is not null ? Size + 1
        : schema["maximum"] is null && schema["default"] is { } usual ? (int)usual + 1 : Size;

    private JArray? ItemsOf(JToken data) => ((string?)_paging["items"] is { } path ? data.SelectToken(path) : data) as JArray;

    // A copy with another id, or with another first value if it has no id.
    private static JToken Numbered(JToken item, int number)
    {
        var copy = item.DeepClone();
        var values = copy.SelectTokens("$..*").OfType<JValue>().Where(value => value.Type is JTokenType.String or JTokenType.Integer).ToList();
        var marked = values.FirstOrDefault(value => value.Path.EndsWith("id", StringComparison.OrdinalIgnoreCase)) ?? values[0];
        marked.Value = marked.Type == JTokenType.Integer ? 1000 + number : Guid.TryParse((string?)marked, out _) ? $"{Guid.Empty}"[..^2] + (10 + number) : $"item {number}";
        return copy;
    }
}
