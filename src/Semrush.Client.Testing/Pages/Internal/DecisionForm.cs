using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Pages.Internal;

/// <summary>The question whether access is given, with its two buttons.</summary>
internal static class DecisionForm
{
    private const string Field = "decision";
    private const string Approve = "approve";
    private const string Deny = "deny";

    /// <param name="title">The title of the page.</param>
    /// <param name="facts">What the person decides on: the id of an element, its name for the person, its value.</param>
    public static Answer Page(string title, params IReadOnlyList<(string Id, string Name, string Value)> facts)
    {
        var list = string.Concat(facts.Select(fact =>
            $"""<dt>{HtmlPage.Encode(fact.Name)}</dt><dd id="{fact.Id}">{HtmlPage.Encode(fact.Value)}</dd>"""));
        // Without an action, the form goes to the address of the page, the query included.
        return HtmlPage.Of(200, title, $"""
            <dl>{list}</dl>
            <form id="approval" name="approval" method="post">
            <button type="submit" id="{Approve}" name="{Field}" value="{Approve}">Approve</button>
            <button type="submit" id="{Deny}" name="{Field}" value="{Deny}">Deny</button>
            </form>
            """);
    }

    /// <summary>Whether access is given; nothing for a form that does not say.</summary>
    public static bool? Read(IncomingRequest incoming) =>
        FormText.Read(incoming.Body).FirstOrDefault(pair => pair.Key == Field).Value switch
        {
            Approve => true,
            Deny => false,
            _ => null,
        };

    /// <summary>The scopes as a person reads them.</summary>
    public static string Scopes(IReadOnlyList<string> scopes) => scopes.Count > 0 ? string.Join(", ", scopes) : "none in particular";
}
