using System.Diagnostics.Tracing;
using System.Text;
using System.Text.Json.Nodes;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.AppCenter;

/// <summary>Neither the secret nor a token is in what anything says of itself, or in the events of the JWT library.</summary>
public sealed class AppSecretTests
{
    [Fact]
    public async Task Nothing_says_the_secret_or_a_token()
    {
        using var events = new AllEvents();
        var stub = StubHandler.Returning(_ => AnApp.BearerAnswer());
        using var flow = new AppCenterFlow(AnApp.FlowOptions, new HttpClient(stub), AnApp.Clock);
        var validator = new IframeTokenValidator(AnApp.IframeOptions, AnApp.Clock);
        var genuine = AnApp.Token(AnApp.Claims());
        var forged = AnApp.Token(AnApp.Claims(), secret: AnApp.Secret + "x");

        var tokens = await flow.SignInAsync(The.Token);
        IframeTokenResult[] results = [await validator.ValidateAsync(genuine), await validator.ValidateAsync(forged), await validator.ValidateAsync(genuine[..^20]), await validator.ValidateAsync("canary")];

        var jwt = JsonNode.Parse(stub.Request.Body!)!["jwt"]!.GetValue<string>();
        string[] secrets = [AnApp.Secret, AnApp.Bearer, jwt, genuine, forged, jwt.Split('.')[2], genuine.Split('.')[2], forged.Split('.')[2], "canary"];
        var said = string.Join('\n', [flow, AnApp.FlowOptions, AnApp.IframeOptions, validator, tokens, .. results, .. results.Select(result => result.ErrorMessage), .. results.Select(result => result.Viewer), events.Text]);
        Assert.NotEqual("", events.Text);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
    }

    private sealed class AllEvents : EventListener
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                    return _text.ToString();
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.Contains("IdentityModel", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // A test that runs at the same time may have brought in another library's event.
            if (_text is { } text && eventData.EventSource.Name.Contains("IdentityModel", StringComparison.Ordinal))
                lock (text)
                    text.AppendJoin(' ', eventData.Payload ?? new([])).AppendLine();
        }
    }
}
