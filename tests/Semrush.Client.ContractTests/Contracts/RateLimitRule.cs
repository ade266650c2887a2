using Newtonsoft.Json.Linq;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>What `x-semrush-rate-limit` may say.</summary>
internal static class RateLimitRule
{
    private static readonly string[] Keys = ["requests", "seconds", "concurrent"];

    public static string? FindFault(OperationDocument operation, JToken limit)
    {
        if (limit is not JObject { Count: > 0 } members)
            return "It is an object with requests and seconds, with concurrent, or with all three.";
        if (members.Properties().FirstOrDefault(member => !Keys.Contains(member.Name)) is { } unknown)
            return $"{unknown.Name} means nothing.";
        if (members.Properties().FirstOrDefault(member => member.Value is not JValue { Value: > 0L and <= int.MaxValue }) is { } wrong)
            return $"{wrong.Name} is not a positive integer.";
        if (members.ContainsKey("requests") != members.ContainsKey("seconds"))
            return "Requests and seconds come together.";
        // It is one of an account, and a page that a person opens is not sent by the library.
        return operation.IsAuthenticated && !operation.IsNavigation ? null : "Nothing counts the calls of an operation without a credential.";
    }
}
