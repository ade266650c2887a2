using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Devices.Internal;
using Semrush.Client.Testing.Pages.Internal;
using Semrush.Client.Testing.Requests.Internal;
using Semrush.Client.Testing.Routing.Internal;

namespace Semrush.Client.Testing.Authorization.Internal;

/// <summary>The operations and pages of the authorization server. One call at a time is in a handler.</summary>
internal static class AuthorizationHandlers
{
    public static void AddTo(OperationHandlers handlers, AuthorizationState state, ConsentPage page)
    {
        Add("DeviceAuthorization.CreateDeviceCode", DeviceHandlers.CreateCode);
        Add("DeviceAuthorization.CreateDeviceToken", DeviceHandlers.CreateToken);
        Add("OAuth.CreateAccessToken", AccessTokenHandler.Create);
        AddPage("GET", DeviceHandlers.PagePath, DevicePage.Show);
        AddPage("POST", DeviceHandlers.PagePath, DevicePage.Decide);
        page.AddTo(handlers, "/oauth2/authorize");
        handlers.AddPage("GET", SignInConsent.SuccessPath, SuccessPage.Show);

        void Add(string id, Func<AuthorizationState, EmulatedRequest, Answer> handle) => handlers.Add(id, request =>
        {
            lock (state.Gate)
                return handle(state, request);
        });

        void AddPage(string method, string path, Func<AuthorizationState, IncomingRequest, Answer> answer) =>
            handlers.AddPage(method, path, incoming =>
            {
                lock (state.Gate)
                    return answer(state, incoming);
            });
    }
}
