using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Authentication;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>Which credential an API area has.</summary>
public sealed class CredentialSetTests
{
    private static readonly IAuthenticationProvider One = new AnonymousAuthenticationProvider();
    private static readonly IAuthenticationProvider Other = new AnonymousAuthenticationProvider();

    [Fact]
    public void The_provider_of_the_settings_is_for_every_area_without_one_of_its_own()
    {
        var set = new CredentialSet(new SemrushClientOptions().UseAuthenticationProvider(One), [("Own", Other)]);

        Assert.Same(One, set.Find("Any"));
        Assert.Same(Other, set.Find("Own"));
        Assert.Same(One, set.Default);
    }

    [Fact]
    public void A_registered_provider_without_an_area_is_for_the_rest()
    {
        var set = new CredentialSet(new(), [(null, One), ("Own", Other)]);

        Assert.Same(One, set.Find("Any"));
        Assert.Same(Other, set.Find("Own"));
    }

    [Fact]
    public void An_empty_text_is_no_credential()
    {
        Assert.IsType<ApiKeyCredential>(new CredentialSet(new() { ApiKey = The.ApiKey, AccessToken = "" }, []).Default);
        Assert.IsType<BaseBearerTokenAuthenticationProvider>(new CredentialSet(new() { ApiKey = "", AccessToken = The.AccessToken }, []).Default);
        Assert.Null(new CredentialSet(new() { ApiKey = "", AccessToken = "" }, [("Own", Other)]).Default);
    }
}
