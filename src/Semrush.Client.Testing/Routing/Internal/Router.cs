using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Semrush.Client.Testing.Routing.Internal;

/// <summary>One WireMock mapping for each operation, and one for everything else.</summary>
internal static class Router
{
    // WireMock prefers the lower number; a stub of the user's own has 0 and wins.
    private const int OperationPriority = 1000;
    private const int FallbackPriority = int.MaxValue;

    public static void Map(WireMockServer server, CallPipeline pipeline)
    {
        foreach (var operation in ContractLibrary.Operations)
        {
            server
                .Given(Request.Create().WithUrl(url => operation.Path.Matches(IncomingRequest.EncodedPath(url))).UsingMethod(operation.Method))
                .AtPriority(OperationPriority + operation.Path.Places)
                .WithTitle(operation.QualifiedId)
                .RespondWith(Response.Create().WithCallback(message => pipeline.AnswerAsync(operation, message)));
        }

        server
            .Given(Request.Create().UsingAnyMethod())
            .AtPriority(FallbackPriority)
            .WithTitle("Anything else")
            .RespondWith(Response.Create().WithCallback(message => pipeline.AnswerAsync(null, message)));
    }
}
