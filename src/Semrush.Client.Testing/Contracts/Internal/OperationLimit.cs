using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>The limit of one operation beside that of the account.</summary>
internal sealed record OperationLimit(int? Requests, TimeSpan Window, int? Concurrent)
{
    public static OperationLimit? Read(JToken? extension) => extension is null
        ? null
        : new((int?)extension["requests"], TimeSpan.FromSeconds((int?)extension["seconds"] ?? 0), (int?)extension["concurrent"]);
}
