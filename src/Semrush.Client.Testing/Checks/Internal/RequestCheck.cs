using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Contracts.Internal;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>A request against its contract: every violation is found, so that one answer names them all.</summary>
internal static class RequestCheck
{
    public static (EmulatedRequest Request, IReadOnlyList<Violation> Violations) Read(ContractOperation operation, IncomingRequest incoming)
    {
        var violations = new List<Violation>();
        var parameters = ParameterCheck.Read(operation, incoming, violations);
        CheckAnyOf(operation, parameters, violations);
        var body = BodyCheck.Read(operation, incoming, violations);
        return (new EmulatedRequest(operation, parameters, body), violations);
    }

    private static void CheckAnyOf(ContractOperation operation, Dictionary<string, JToken> parameters, List<Violation> violations)
    {
        if (operation.AnyOf.Count > 0 && !operation.AnyOf.Any(parameters.ContainsKey))
            violations.Add(new Violation(operation.AnyOf[0], $"at least one of {string.Join(", ", operation.AnyOf)} is required"));
    }
}
