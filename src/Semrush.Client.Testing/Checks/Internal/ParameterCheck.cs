using Newtonsoft.Json.Linq;
using NSwag;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>The parameters of a request: all known, all there, each as its schema wants it.</summary>
internal static class ParameterCheck
{
    public static Dictionary<string, JToken> Read(ContractOperation operation, IncomingRequest incoming, List<Violation> violations)
    {
        var known = operation.Parameters.Where(parameter => parameter.In == OpenApiParameterKind.Query).Select(parameter => parameter.Name);
        violations.AddRange(incoming.Query.Select(pair => pair.Key).Except(known)
            .Select(name => new Violation(name, "is not a known query parameter")));

        var path = operation.Path.Read(incoming.Path);
        var parameters = new Dictionary<string, JToken>();
        foreach (var parameter in operation.Parameters)
        {
            if (Texts(parameter, path, incoming) is { Count: > 0 } texts)
                parameters[parameter.Name] = Read(parameter, texts, violations);
            else if (parameter.IsRequired)
                violations.Add(new Violation(parameter.Name, "is required"));
        }

        return parameters;
    }

    private static List<string> Texts(ContractParameter parameter, IReadOnlyDictionary<string, string> path, IncomingRequest incoming) =>
        parameter.In switch
        {
            OpenApiParameterKind.Path => [path[parameter.Name]],
            OpenApiParameterKind.Header => incoming.Header(parameter.Name) is { } header ? [header] : [],
            _ => [.. incoming.Query.Where(pair => pair.Key == parameter.Name).Select(pair => pair.Value)],
        };

    private static JToken Read(ContractParameter parameter, List<string> texts, List<Violation> violations)
    {
        var isList = parameter.Schema.IsArray;
        if (texts.Count > 1 && !(isList && parameter.IsExploded))
            violations.Add(new Violation(parameter.Name, "is given more than once"));
        var value = isList
            ? ValueText.ReadList(parameter.Schema, parameter.IsExploded ? texts : texts[0].Split(','))
            : ValueText.Read(parameter.Schema, texts[0]);
        violations.AddRange(SchemaCheck.Find(parameter.Schema, value, parameter.Name));
        violations.AddRange(StrictCheck.Find(parameter.Schema, value, parameter.Name));
        return value;
    }
}
