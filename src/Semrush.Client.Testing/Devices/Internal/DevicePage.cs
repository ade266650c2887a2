using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Authorization.Internal;
using Semrush.Client.Testing.Pages.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Devices.Internal;

/// <summary>The person's side of a device's sign-in. No contract has this page: its address comes with the codes.</summary>
internal static class DevicePage
{
    private const string Title = "Connect a device";

    public static Answer Show(AuthorizationState state, IncomingRequest incoming)
    {
        if (Find(state, incoming) is not { } signIn)
            return Unknown();
        return Over(state, signIn) ?? DecisionForm.Page(
            Title, ("user-code", "Code", signIn.UserCode), ("scopes", "Scopes", DecisionForm.Scopes(signIn.Scopes)));
    }

    public static Answer Decide(AuthorizationState state, IncomingRequest incoming)
    {
        if (Find(state, incoming) is not { } signIn)
            return Unknown();
        if (Over(state, signIn) is { } over)
            return over;
        if (DecisionForm.Read(incoming) is not { } isApproved)
            return HtmlPage.Message(400, "Bad Request", "The form has no decision.");
        signIn.IsApproved = isApproved;
        return Decided(isApproved);
    }

    private static DeviceSignIn? Find(AuthorizationState state, IncomingRequest incoming) =>
        state.Devices.FindUser(incoming.Query.FirstOrDefault(pair => pair.Key == "code").Value);

    private static Answer? Over(AuthorizationState state, DeviceSignIn signIn) => signIn switch
    {
        // What was decided stays decided, whoever opens the page again.
        { IsApproved: { } isApproved } => Decided(isApproved),
        _ when signIn.IsExpired(state.Devices.Now) =>
            HtmlPage.Message(410, "Code expired", "This code has expired. Start again on the device."),
        _ => null,
    };

    private static Answer Decided(bool isApproved) => isApproved
        ? HtmlPage.Message(200, "Device connected", "Access was approved. The device goes on by itself; this page can be closed.")
        : HtmlPage.Message(200, "Access denied", "Access was denied. The device gets no token; this page can be closed.");

    private static Answer Unknown() =>
        HtmlPage.Message(404, "Unknown code", "There is no device with this code. Compare it with the one that the device shows.");
}
