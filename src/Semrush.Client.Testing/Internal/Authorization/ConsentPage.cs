namespace Semrush.Client.Testing.Internal;

/// <summary>
/// A page that asks a person for consent before it redirects the browser to the application. Its address is an operation of a contract. Its
/// buttons post to the same address, which no contract has.
/// </summary>
internal abstract class ConsentPage(EmulatedAuthorization authorization, string operationId, string title)
{
    private readonly Lazy<ContractOperation> _operation =
        new(() => ContractLibrary.Operations.Single(operation => operation.QualifiedId == operationId));

    protected EmulatedAuthorization Authorization => authorization;

    public void AddTo(OperationHandlers handlers, string path)
    {
        handlers.Add(operationId, Show);
        handlers.AddPage("POST", path, Decide);
    }

    /// <summary>The redirect of the browser after the decision: approval for an account, or denial where there is none.</summary>
    /// <exception cref="ArgumentException">The page would not redirect the browser.</exception>
    public Uri Decide(Uri address, EmulatedAccount? account)
    {
        ArgumentNullException.ThrowIfNull(address);
        var incoming = new IncomingRequest("GET", address);
        if (!address.IsLoopback || address.Port != authorization.Address.Port || !_operation.Value.Path.Matches(incoming.Path))
            throw new ArgumentException($"{address.GetLeftPart(UriPartial.Path)} is not this page of this emulator.", nameof(address));
        lock (authorization.Gate)
        {
            var (request, reason) = Read(incoming);
            if (reason is not null)
                throw new ArgumentException($"The emulator does not redirect the browser: {reason}.", nameof(address));
            return account is null ? Deny(request) : Approve(request, account);
        }
    }

    /// <summary>The facts that the person decides on: the id of an element, its label, its value.</summary>
    protected abstract IReadOnlyList<(string Id, string Label, string Value)> Facts(EmulatedRequest request);

    /// <summary>The reason why the browser is not redirected; null where it is.</summary>
    protected virtual string? Reject(EmulatedRequest request) => null;

    /// <summary>The redirect after approval.</summary>
    protected abstract Uri Approve(EmulatedRequest request, EmulatedAccount account);

    /// <summary>The redirect after access was denied.</summary>
    protected abstract Uri Deny(EmulatedRequest request);

    /// <summary>The address with a parameter and the state of the request at the end of its query.</summary>
    protected static Uri Redirect(Uri address, EmulatedRequest request, string name, string value)
    {
        var state = request.Text("state") is { } text ? $"&state={Uri.EscapeDataString(text)}" : "";
        var query = $"{address.Query.TrimStart('?')}&{name}={Uri.EscapeDataString(value)}{state}";
        return new UriBuilder(address) { Query = query.TrimStart('&') }.Uri;
    }

    private EmulatedResponse Show(EmulatedRequest request)
    {
        if (Reject(request) is { } reason)
            return HtmlPage.BadRequest(reason);
        return authorization.Options.AutoApprove
            ? Redirect(Approve(request, authorization.Accounts[0]))
            : HtmlPage.Question(title, authorization.Accounts, Facts(request));
    }

    private EmulatedResponse Decide(IncomingRequest incoming)
    {
        var (request, reason) = Read(incoming);
        if (reason is not null)
            return HtmlPage.BadRequest(reason);
        return HtmlPage.ReadDecision(incoming, authorization.Accounts, out var account)
            ?? Redirect(account is null ? Deny(request) : Approve(request, account));
    }

    private (EmulatedRequest Request, string? Reason) Read(IncomingRequest incoming)
    {
        var check = new RequestCheck(_operation.Value, incoming);
        var request = check.ReadParameters();
        return (request, check.Violations.Count > 0 ? Violation.Summary(check.Violations) : Reject(request));
    }

    private static EmulatedResponse Redirect(Uri address)
        => new EmulatedResponse(302).With("Location", address.AbsoluteUri).With("Cache-Control", "no-store");
}

/// <summary>The approval page of the Semrush Auth flow.</summary>
internal sealed class SignInPage(EmulatedAuthorization authorization) : ConsentPage(authorization, "OAuth.Authorize", "Authorize access")
{
    /// <summary>The page of Semrush that the browser is sent to where the client has no address.</summary>
    public const string SuccessPath = "/oauth2/success";

    protected override IReadOnlyList<(string Id, string Label, string Value)> Facts(EmulatedRequest request) => [
        ("client", "Application", request.Text("client_id")!),
        ("scopes", "Scopes", HtmlPage.Scopes(request.Texts("scope"))),
    ];

    protected override string? Reject(EmulatedRequest request)
    {
        if (!Authorization.Knows(request.Text("client_id")))
            return "client_id is unknown";
        if (RedirectUri(request) is null)
            return $"redirect_uri is neither {SuccessPath} nor an http or https loopback address";
        return request.Text("response_type") == "code" ? null : "response_type must be code";
    }

    protected override Uri Approve(EmulatedRequest request, EmulatedAccount account)
    {
        var family = new TokenFamily(TokenAudience.Semrush, request.Text("client_id"), account);
        var code = Authorization.Codes.Issue(family, Authorization.Options.AuthorizationCodeLifetime, request.Text("redirect_uri"));
        return Redirect(RedirectUri(request)!, request, "code", code);
    }

    protected override Uri Deny(EmulatedRequest request) => Redirect(RedirectUri(request)!, request, "error", "access_denied");

    private Uri? RedirectUri(EmulatedRequest request)
    {
        var text = request.Text("redirect_uri");
        if (text == SuccessPath)
            return new Uri(Authorization.Address, SuccessPath);
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { IsLoopback: true, Scheme: "http" or "https", UserInfo: "", Fragment: "" } ? address : null;
    }
}

/// <summary>The page on which a person decides on a device. No contract has it; its address is in the response with the codes.</summary>
internal static class DevicePage
{
    public const string Path = "/dag/auth/verify_code";

    public static EmulatedResponse Show(EmulatedAuthorization authorization, IncomingRequest incoming)
    {
        var device = Find(authorization, incoming);
        return ShowResult(authorization, device) ?? HtmlPage.Question(
            "Connect a device", authorization.Accounts,
            ("user-code", "Code", device!.UserCode), ("scopes", "Scopes", HtmlPage.Scopes(device.Scopes)));
    }

    public static EmulatedResponse Decide(EmulatedAuthorization authorization, IncomingRequest incoming)
    {
        var device = Find(authorization, incoming);
        if (ShowResult(authorization, device) is { } result)
            return result;
        if (HtmlPage.ReadDecision(incoming, authorization.Accounts, out var account) is { } error)
            return error;
        if (account is null)
            device!.Deny();
        else
            device!.Approve(account);
        return ShowResult(authorization, device)!;
    }

    private static DeviceSignIn? Find(EmulatedAuthorization authorization, IncomingRequest incoming)
        => authorization.FindUser(incoming.Query.FirstOrDefault(pair => pair.Key == "code").Value);

    // A decision is final. Null where the person has to decide.
    private static EmulatedResponse? ShowResult(EmulatedAuthorization authorization, DeviceSignIn? device) => device switch
    {
        null => HtmlPage.Message(404, "Unknown code", "There is no device with this code. Compare it with the one that the device shows."),
        { IsApproved: true } => HtmlPage.Message(200, "Device connected", "Access was approved. The device continues. Close this page."),
        { IsApproved: false } => HtmlPage.Message(200, "Access denied", "Access was denied. The device gets no token. Close this page."),
        _ when device.IsExpired(authorization.Now)
            => HtmlPage.Message(410, "Code expired", "This code has expired. Start again on the device."),
        _ => null,
    };
}
