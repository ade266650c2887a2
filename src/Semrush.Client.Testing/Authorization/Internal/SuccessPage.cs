using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Pages.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The page of Semrush that the browser is sent to where the client has no address of its own.</summary>
internal static class SuccessPage
{
    // The title is the documented one. What the page says after a refusal is not documented.
    public static Answer Show(IncomingRequest incoming) => incoming.Query.Any(pair => pair.Key == "code")
        ? HtmlPage.Message(200, "Authorization provided", "Copy the code from the address of this page.")
        : HtmlPage.Message(200, "Authorization not provided", "There is no code in the address of this page.");
}
