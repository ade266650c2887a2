using Semrush.Client.OAuth;

namespace Semrush.Client.ContractTests.Authorization;

/// <summary>The Semrush Auth flow with the client that the emulator knows.</summary>
internal static class SignIn
{
    public const string SuccessPath = "/oauth2/success";

    public const string State = "af0ifjsldkj";

    public static Uri Address(Stage stage, string redirectUri = SuccessPath, string? clientId = null, string? state = State, string responseType = "code") =>
        stage.Client.OAuth.GetAuthorizeUri(clientId ?? stage.Authorization.ClientId, redirectUri, responseType, new() { Scope = ["user.id"], State = state });

    public static string Code(Stage stage, string redirectUri = SuccessPath) =>
        Query.Of(stage.Authorization.ApproveAuthorization(Address(stage, redirectUri)), "code")!;

    public static AccessTokenRequest CodeRequest(Stage stage, string code) => new()
    {
        GrantType = GrantType.AuthorizationCode,
        ClientId = stage.Authorization.ClientId,
        ClientSecret = stage.Authorization.ClientSecret,
        Code = code,
        RedirectUri = SuccessPath,
    };

    public static AccessTokenRequest RefreshRequest(Stage stage, string refreshToken) => new()
    {
        GrantType = GrantType.RefreshToken,
        ClientId = stage.Authorization.ClientId,
        ClientSecret = stage.Authorization.ClientSecret,
        RefreshToken = refreshToken,
    };

    public static Task<TokenResponse> RedeemAsync(Stage stage, string code) => SendAsync(stage, CodeRequest(stage, code));

    public static Task<TokenResponse> RefreshAsync(Stage stage, string refreshToken) => SendAsync(stage, RefreshRequest(stage, refreshToken));

    public static Task<TokenResponse> TokensAsync(Stage stage) => RedeemAsync(stage, Code(stage));

    public static Task<TokenResponse> SendAsync(Stage stage, AccessTokenRequest request) =>
        stage.Client.OAuth.CreateAccessTokenAsync(request, cancellationToken: TestContext.Current.CancellationToken);
}
