using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Internal;

/// <summary>
/// The emulator's own pages, which Semrush does not have: its state for a person and as JSON, a reset, and failures. A request for one of
/// them is not recorded as a call, does not count towards a limit, and does not fail by a fault.
/// </summary>
internal sealed class ControlPages(SemrushEmulator emulator, CallPipeline pipeline, bool hasSignIns)
{
    private const int LastCalls = 25;

    public EmulatedResponse? Respond(IncomingRequest incoming) => (incoming.Method, incoming.Path) switch
    {
        ("GET", "/") => ShowState(),
        ("GET", "/emulator/state") => EmulatedResponse.Json(200, State()).With("Cache-Control", "no-store"),
        // A browser requests it with the first page.
        ("GET", "/favicon.ico") => new EmulatedResponse(204),
        // A page of another site can send such a request, but the browser adds its origin.
        ("POST", "/emulator/reset" or "/emulator/faults") when incoming.Header("Origin") is not null => ErrorResponse.Of(null, 403),
        ("POST", "/emulator/reset") => Reset(),
        ("POST", "/emulator/faults") => AddFault(incoming.Body ?? ""),
        _ => null,
    };

    private EmulatedResponse Reset()
    {
        emulator.ResetState();
        return new EmulatedResponse(204);
    }

    private EmulatedResponse AddFault(string text)
    {
        try
        {
            emulator.FailNext(text.Trim());
            return new EmulatedResponse(204);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return EmulatedResponse.Json(400, new { message = exception.Message });
        }
    }

    private object State() => new
    {
        accounts = emulator.Accounts.Select(account => new
        {
            name = account.Name,
            campaigns = account.MapRankTracker.Campaigns.Select(campaign => new { id = campaign["id"], name = campaign["name"] }),
            creditsAvailable = account.MapRankTracker.CreditsAvailable,
            creditsTotal = account.MapRankTracker.CreditsTotal,
            locations = account.ListingManagement.Locations.Count,
            projects = account.Projects.All.Count,
            calls = Counts(account.Name),
        }),
        // Without a credential, with an unknown one, or with a token of the App Center.
        otherCalls = Counts(null),
        pendingUserCodes = emulator.Authorization.PendingUserCodes,
        faults = pipeline.Faults.All,
    };

    // The number of responses with each status.
    private JObject Counts(string? account)
    {
        var counts = new JObject();
        var found = pipeline.Counts.Where(entry => entry.Key.Account == account).OrderBy(entry => entry.Key.Status);
        foreach (var ((_, status), count) in found)
            counts[status.ToString(CultureInfo.InvariantCulture)] = count;
        return counts;
    }

    private EmulatedResponse ShowState()
    {
        var accounts = Table(
            ["Account", "API key", "#Campaigns", "#Credits left", "#Credits", "#Locations", "#Projects", "#Calls", "#429"],
            emulator.Accounts.Select(account => new[]
            {
                account.Name, Mask(account.ApiKey), Text(account.MapRankTracker.Campaigns.Count),
                Text(account.MapRankTracker.CreditsAvailable), Text(account.MapRankTracker.CreditsTotal),
                Text(account.ListingManagement.Locations.Count), Text(account.Projects.All.Count),
                Text(Count(account.Name, _ => true)), Text(Count(account.Name, status => status == 429)),
            }));
        var campaigns = Table(
            ["Account", "Campaign", "ID", "#Keywords", "#Reports"],
            from account in emulator.Accounts
            from campaign in account.MapRankTracker.Campaigns
            select new[]
            {
                account.Name, (string)campaign["name"]!, (string)campaign["id"]!, Text(((JArray)campaign["keywords"]!).Count),
                Text(((JArray)campaign["reportDates"]!).Count),
            });
        var calls = Table(
            ["Time (UTC)", "Account", "Request", "Operation", "#Status", "#ms"],
            emulator.Calls.Reverse().Take(LastCalls).Select(call => new[]
            {
                call.ReceivedAt.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), call.Account ?? "",
                $"{call.Method} {call.PathAndQuery.Split('?')[0]}", call.OperationId ?? "",
                call.Status is { } status ? Text(status) : "…",
                call.Duration?.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) ?? "…",
            }));
        return HtmlPage.Of(
            200, "State of the emulator",
            $"""
            <p>The same as JSON: <a href="/emulator/state">/emulator/state</a></p>
            <h2>Accounts</h2>{accounts}
            <h2>Campaigns</h2>{campaigns}
            {(hasSignIns ? SignIns() : "")}
            <h2>Pending failures</h2>{Table(["Failure"], pipeline.Faults.All.Select(fault => new[] { fault }))}
            <h2>Last {LastCalls} calls</h2>{calls}
            """,
            isWide: true);
    }

    private string SignIns()
    {
        var codes = emulator.Authorization.PendingUserCodes;
        var devices = string.Concat(codes.Select(code => $"""<li><a href="{DevicePage.Path}?code={code}">{code}</a></li>"""));
        var client = Uri.EscapeDataString(emulator.Authorization.ClientId);
        var address = $"/oauth2/authorize?client_id={client}&redirect_uri={SignInPage.SuccessPath}&response_type=code";
        return $"""
            <h2>Sign-ins</h2>
            <p>{(codes.Count > 0 ? $"Devices that wait for a decision:</p><ul>{devices}</ul>" : "No device waits for a decision.</p>")}
            <form action="{DevicePage.Path}">
            <label>Code of a device <input type="text" name="code" autocomplete="off" size="12"></label> <button type="submit">Open</button>
            </form>
            <p><a href="{HtmlPage.Encode(address)}">Authorize the client {HtmlPage.Encode(emulator.Authorization.ClientId)}</a></p>
            """;
    }

    private int Count(string account, Func<int, bool> isCounted)
        => pipeline.Counts.Where(entry => entry.Key.Account == account && isCounted(entry.Key.Status)).Sum(entry => entry.Value);

    // The head of a column of numbers begins with #.
    private static string Table(string[] heads, IEnumerable<string[]> rows)
    {
        var body = string.Concat(rows.Select(
            row => $"<tr>{string.Concat(row.Select((cell, index) => Cell("td", heads[index], cell)))}</tr>"));
        var head = string.Concat(heads.Select(name => Cell("th", name, name.TrimStart('#'))));
        return body.Length == 0
            ? "<p>None.</p>"
            : $"""<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>""";
    }

    private static string Cell(string element, string head, string text)
        => $"""<{element} class="{(head[0] == '#' ? "number" : "")}">{HtmlPage.Encode(text)}</{element}>""";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Enough to tell two keys apart, and nothing of a short one.
    private static string Mask(string key) => key.Length >= 12 ? $"{key[..4]}…" : "…";
}
