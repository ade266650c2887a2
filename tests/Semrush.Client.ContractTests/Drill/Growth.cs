namespace Semrush.Client.ContractTests.Drill;

/// <summary>A contract of Map Rank Tracker that has grown: optional parameters (one of them the first of its operation), a member, an enumeration value and an error.</summary>
internal static class Growth
{
    public static string Of(string contract)
    {
        contract = Insert(contract, "", "      operationId: GetUserLimits\n", "      parameters:\n        - {name: with_history, in: query, description: Whether to list what was used earlier., schema: {type: boolean}, example: true}\n");
        contract = Insert(contract, "operationId: GetUserLimits\n", "      responses:\n", "        '409': {$ref: '#/components/responses/Conflict'}\n");
        contract = Insert(contract, "operationId: GetCampaigns\n", "      parameters:\n", "        - {name: archived, in: query, description: Whether to list what was archived., schema: {type: boolean}, example: true}\n");
        contract = Insert(contract, "\n    Campaign:\n", "      properties:\n", "        archivedAt: {type: string, format: date-time, description: When it was archived.}\n");
        contract = Insert(contract, "\n    CampaignStatus:\n", "      x-enumDescriptions:\n", "        - It was archived.\n");
        return contract
            .Replace("enum: [CREATED, COLLECTED]", "enum: [ARCHIVED, CREATED, COLLECTED]", StringComparison.Ordinal)
            .Replace("x-enumNames: [Created, Collected]", "x-enumNames: [Archived, Created, Collected]", StringComparison.Ordinal);
    }

    // After the line that follows the place.
    private static string Insert(string contract, string place, string line, string text)
    {
        var start = contract.IndexOf(place, StringComparison.Ordinal);
        var index = start < 0 ? -1 : contract.IndexOf(line, start, StringComparison.Ordinal);
        return index < 0 ? throw new InvalidOperationException($"The contract has no {line.Trim()} after {place.Trim()}.") : contract.Insert(index + line.Length, text);
    }
}
