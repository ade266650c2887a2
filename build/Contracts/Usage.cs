namespace Semrush.Contracts;

/// <summary>The rules for where schemas are used, and for what contracts have in common.</summary>
internal static class Usage
{
    public static void Check(Contract contract)
    {
        var media = contract.Operations.SelectMany(operation => operation.RequestMedia).Select(media => media["schema"]!).ToList();
        var bodies = media.Where(schema => schema.Type is not "array").Select(schema => schema.Target).ToHashSet();
        var sent = media.SelectMany(schema => schema.Walk()).ToHashSet();
        foreach (var schema in contract.Components)
        {
            CheckRequest(contract, schema, bodies.Contains(schema));
            if (schema["type"]?.Text is "object")
                CheckSent(contract, schema, sent.Contains(schema), bodies.Contains(schema));
        }

        foreach (var operation in contract.Operations)
            CheckOperation(operation);
    }

    /// <summary>Shared schemas that differ between contracts, and contracts that have the name of a schema.</summary>
    public static void CheckShared(IReadOnlyList<Contract> contracts)
    {
        foreach (var copies in contracts.SelectMany(contract => contract.Components, (contract, schema) => (Contract: contract, Schema: schema)).ToLookup(copy => copy.Schema.Name))
        {
            foreach (var (contract, schema) in copies.Where(copy => Schemas.Shared.Contains(copies.Key) && !copy.Schema.Equals(copies.First().Schema)))
                contract.Report(Rule.SharedSchema, schema, $"it differs from the schema of the same name in {copies.First().Contract.Name}; write the same in both");
            if (contracts.Any(contract => contract.Name == copies.Key))
                copies.First().Contract.Report(Rule.FileName, copies.First().Schema, $"a contract has the name of the schema; give one of the two another");
        }
    }

    private static void CheckRequest(Contract contract, Node schema, bool isBody)
    {
        var isClosed = schema["additionalProperties"] is { IsFlag: true, IsTrue: false };
        if (isBody != schema.Name.EndsWith("Request", StringComparison.Ordinal))
            contract.Report(Rule.Request, schema, isBody ? $"it is the body of a request; call it {schema.Name}Request" : "no request has it as its body; use it, or give it another name");
        else if (isBody && !isClosed)
            contract.Report(Rule.Request, schema["additionalProperties"] ?? schema, "the request is not closed; write additionalProperties: false");
        else if (!isBody && isClosed)
            contract.Report(Rule.Request, schema["additionalProperties"]!, "only a request is closed, as Semrush adds members; remove additionalProperties: false");
    }

    private static void CheckSent(Contract contract, Node schema, bool isSent, bool isBody)
    {
        if ((isSent && !isBody) != schema["x-semrush-sent"] is not null)
            contract.Report(Rule.Sent, schema["x-semrush-sent"] ?? schema, isSent && !isBody ? "it is part of a request; add x-semrush-sent: true" : "it is not part of a request; remove x-semrush-sent");
        else if (!isSent && schema["x-semrush-rules"] is { } rules)
            contract.Report(Rule.Sent, rules, "it is neither sent nor a request; remove x-semrush-rules");
    }

    private static void CheckOperation(Operation operation)
    {
        var bodies = operation.RequestMedia.Concat(operation.ResponseMedia).Select(media => media["schema"]!);
        var hasSecret = bodies.SelectMany(schema => schema.Walk()).Any(schema => schema["format"]?.Text is "password");
        if (hasSecret != operation.Node["x-semrush-sensitive"] is not null)
            operation.Contract.Report(Rule.Sensitive, operation.Node["x-semrush-sensitive"] ?? operation.Node, hasSecret
                ? "its bodies contain secrets; add x-semrush-sensitive: true"
                : "its bodies contain no secret; remove x-semrush-sensitive, or write format: password where one is");
        foreach (var mask in operation.RequestMedia.Select(media => media["schema"]!["x-semrush-mask"]).OfType<Node>())
        {
            var parameter = operation.Parameter(mask.Text);
            if (parameter is null || parameter["in"]!.Text is not "query" || !parameter.Has("required") || parameter["schema"]!.Bare["items"]?.Type is not "string")
                operation.Contract.Report(Rule.Mask, mask, $"the mask {mask.Text} is no required parameter of {operation.Id} in the query with a list of strings; add it");
            else if (!operation.Node["requestBody"]!.Has("required"))
                operation.Contract.Report(Rule.Mask, operation.Node["requestBody"]!, "the body of a partial update is not required; add required: true");
        }
    }
}
