using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

namespace Semrush.Client.Benchmarks.Paging;

/// <summary>A list of many pages, each of which takes its time.</summary>
internal sealed class PagingServer(int pages, TimeSpan latency) : HttpMessageHandler
{
    private const int Items = 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(latency, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var number = int.Parse(HttpUtility.ParseQueryString(request.RequestUri!.Query)["page"]!, CultureInfo.InvariantCulture);
        return new(HttpStatusCode.OK) { Content = new StringContent(Page(number), Encoding.UTF8, "application/json") };
    }

    private string Page(int number)
    {
        var items = string.Join(',', Enumerable.Range(number * Items, Items).Select(item => $$"""{"id":"{{item}}","name":"Campaign {{item}}"}"""));
        var last = number == pages - 1 ? "true" : "false";
        return $$$"""{"meta":{"success":true},"data":{"content":[{{{items}}}],"last":{{{last}}},"totalPages":{{{pages}}},"number":{{{number}}}}}""";
    }
}
