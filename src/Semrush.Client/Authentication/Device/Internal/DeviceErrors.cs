using System.Net;

namespace Semrush.Client.Authentication.Device.Internal;

/// <summary>The failures of a device sign-in that no server reports.</summary>
internal static class DeviceErrors
{
    private const string CodeOperation = "DeviceAuthorization.CreateDeviceCode";

    public static SemrushAuthenticationException NoPrompt() => new(
        "A sign-in by device code needs a person, and there is no way to show anybody the code.",
        $"Call {nameof(DeviceFlowOptions)}.{nameof(DeviceFlowOptions.UsePrompt)}, or sign in beforehand and share the token store.",
        new(CodeOperation));

    public static SemrushAuthenticationException Expired() => new(
        "The device code expired before anybody approved.",
        "Start again: the person gets a new code.",
        new("DeviceAuthorization.CreateDeviceToken") { Code = "expired_token" });

    public static SemrushApiException NoCode() => new($"{CodeOperation} was answered without a device code.", new(CodeOperation) { Status = HttpStatusCode.OK });

    // Scheme and host only: the query has the code.
    public static SemrushAuthenticationException UnsafePage(Uri? page) => new(
        $"The server named {(page is null ? "no page" : $"a page at {page.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}")} to sign in on, which was not shown: it has to be https, or http on this machine where BaseAddress is http.",
        "Check BaseAddress.",
        new(CodeOperation));
}
