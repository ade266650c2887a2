using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Answers.Internal;
using Semrush.Client.Testing.Authorization.Internal;
using Semrush.Client.Testing.Credentials.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Devices.Internal;

/// <summary>The device's side of its sign-in: its codes, and the tokens that it polls for.</summary>
internal static class DeviceHandlers
{
    public const string PagePath = "/dag/auth/verify_code";

    public static Answer CreateCode(AuthorizationState state, EmulatedRequest request)
    {
        // In the query, in the form, or the same in both. Which of the two Semrush reads is not known, so that no test may rely on it.
        var (query, form) = (request.Texts("scope"), request.FormTexts("scope"));
        if (query.Count > 0 && form.Count > 0 && !query.SequenceEqual(form))
            return OAuthAnswer.Error("invalid_request", "the scopes of query and form differ");
        var signIn = state.Devices.Start(query.Count > 0 ? query : form);
        return OAuthAnswer.Ok(new JObject
        {
            ["device_code"] = signIn.DeviceCode,
            ["user_code"] = signIn.UserCode,
            ["verification_uri"] = new Uri(state.Address, $"{PagePath}?code={signIn.UserCode}").AbsoluteUri,
            ["expires_in"] = (long)state.Options.DeviceCodeLifetime.TotalSeconds,
            ["interval"] = (long)state.Options.PollInterval.TotalSeconds,
        });
    }

    public static Answer CreateToken(AuthorizationState state, EmulatedRequest request)
    {
        var code = (string)request.Json["device_code"]!;
        // Seen live for a refresh token in the place of a device code.
        if (!OpaqueText.IsDeviceCode(code))
            return OAuthAnswer.Error("expired_token");
        return state.Devices.FindDevice(code) is { IsSpent: false } signIn ? Poll(state, signIn) : OAuthAnswer.Error("invalid_request");
    }

    private static Answer Poll(AuthorizationState state, DeviceSignIn signIn)
    {
        var isInTime = signIn.Poll(state.Devices.Now);
        if (!isInTime)
            state.Devices.EarlyPolls++;
        if (signIn.IsExpired(state.Devices.Now))
            return OAuthAnswer.Error("expired_token");
        if (signIn.IsApproved is not { } isApproved)
            return OAuthAnswer.Error(isInTime ? "authorization_pending" : "slow_down");
        if (!isApproved)
            return OAuthAnswer.Error("access_denied");
        signIn.IsSpent = true;
        return OAuthAnswer.Tokens(state.Tokens.Issue(new TokenFamily(TokenAudience.Semrush, clientId: null)));
    }
}
