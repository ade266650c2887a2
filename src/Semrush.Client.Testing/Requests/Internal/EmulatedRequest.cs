using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Contracts.Internal;

namespace Semrush.Client.Testing.Requests.Internal;

/// <summary>
/// A request that keeps to the contract. Parameters have the types of their schemas; a form body is an object of its members.
/// </summary>
internal sealed record EmulatedRequest(ContractOperation Operation, IReadOnlyDictionary<string, JToken> Parameters, JToken? Body)
{
    public JObject Json => Body as JObject ?? [];

    public string? Text(string parameter) => (string?)Parameters.GetValueOrDefault(parameter);

    public int Integer(string parameter, int otherwise) => (int?)Parameters.GetValueOrDefault(parameter) ?? otherwise;

    public bool Flag(string parameter) => (bool?)Parameters.GetValueOrDefault(parameter) ?? false;

    public IReadOnlyList<string> Texts(string parameter) => Texts(Parameters.GetValueOrDefault(parameter));

    public IReadOnlyList<string> FormTexts(string member) => Texts(Json[member]);

    private static IReadOnlyList<string> Texts(JToken? list) => list is JArray items ? [.. items.Values<string>().OfType<string>()] : [];
}
