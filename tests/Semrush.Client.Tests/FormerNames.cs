global using Answer = Semrush.Client.Tests.Response;

namespace Semrush.Client.Tests;

/// <summary>The names that the folders Authentication and Caching still use: this file goes with them.</summary>
internal static class FormerNames
{
    extension(StubHandler)
    {
        public static StubHandler Answering(params HttpResponseMessage[] responses) => StubHandler.Returning(responses);

        public static StubHandler Answering(Func<SentRequest, HttpResponseMessage> respond) => StubHandler.Returning(respond);
    }
}
