using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Ahrefs.Internal;

/// <summary>The page on which a person lets an application spend the API rows of their account.</summary>
internal sealed class InvitationPage
{
    private readonly Uri _page;

    public InvitationPage(Uri? page, bool mayBeHttp)
    {
        _page = page ?? throw new ArgumentException("InvitationUrl is missing: it is shown in the list of your applications at Ahrefs.");
        if (!SettingsCheck.IsSafePage(page, mayBeHttp))
            throw new ArgumentException("InvitationUrl must be an absolute https address.");
    }

    public Uri With(string state)
    {
        var separator = _page.Query.Length > 0 ? "&" : "?";
        return new($"{_page.GetLeftPart(UriPartial.Query)}{separator}state={Uri.EscapeDataString(state)}{_page.Fragment}");
    }
}
