using System.Globalization;

namespace Semrush.Contracts;

/// <content>The comparison of schemas.</content>
public sealed partial class Comparison
{
    /// <summary>Compares what is stated where a schema is used, and then the schema itself.</summary>
    private void CompareSchemas(Trail trail, string place, Node? leftNode, Node? rightNode, bool isSent, bool isMember = false, bool isRequired = false)
    {
        if (leftNode is null || rightNode is null)
        {
            if (leftNode != rightNode)
                Add(trail, place, $"schema {(leftNode is null ? "added" : "removed")}",
                    $"the schema is {(leftNode is null ? "added" : "removed")}", Impact.Compatible,
                    "Nothing changes until the contract does.");
            return;
        }

        var (left, right) = (new FlatSchema(leftNode), new FlatSchema(rightNode));
        trail = trail.To(leftNode);
        if (left.IsNullable != right.IsNullable)
        {
            var (isNarrower, isOther) = (isSent && left.IsNullable, isSent && isRequired && left.IsValue);
            Add(trail, place, $"nullable {(right.IsNullable ? "true" : "false")}",
                right.IsNullable ? "it may be null" : "it is never null", isNarrower || isOther ? Impact.Breaking : Impact.Compatible,
                (isNarrower ? $"{CallsFail} that send null. " : isSent ? "Null gets a meaning. " : "Members of responses are nullable in any case. ")
                + (isOther ? $"Its type in C# changes: {Breaks}." : ""));
        }

        if (left.Default != right.Default)
            Add(trail, place, $"default {right.Default ?? "none"}",
                $"the default is {right.Default ?? "no longer stated"}{(left.Default is null ? "" : $", it was {left.Default}")}",
                isSent ? Impact.Risky : Impact.Compatible,
                isSent ? "Calls that leave it out may mean something else." : "Nothing changes.");
        if (isMember)
            CompareDeprecated(trail, place, left.IsDeprecated, right.IsDeprecated);
        CompareExtensions(trail, place, leftNode, rightNode);

        // A component is one place, wherever it is used, and has its own explanations. It is compared once for requests and once for responses.
        var (essence, other) = (Essence(leftNode), Essence(rightNode));
        if (essence.IsComponent)
        {
            (trail, place) = (trail.Root.To(essence), essence.Name);
            if (!_isExplained && other.IsComponent && other.Name != place && (left.Type is "object" || left.Values is not null))
                Add(trail, place, $"schema {other.Name}",
                    $"the schema is {other.Name}", Impact.Breaking,
                    $"The type {place} gets another name: {Breaks}.");
            if (essence != leftNode)
                CompareExtensions(trail, place, essence, other);
        }

        if (trail.Depth <= DeepestTrail && _seen.Add((essence, other, isSent, place)))
            CompareSchemas(trail, place, left, right, isSent);
    }

    // Behind references, and behind an allOf of one part: where nothing but what concerns its use is stated beside it.
    private static Node Essence(Node node)
    {
        for (var steps = 0; steps < 100; steps++)
        {
            var reference = node.Members?.GetValueOrDefault("$ref");
            if ((reference ?? (node.Members?.GetValueOrDefault("allOf") is { Items.Count: 1 } parts ? parts : null)) is not { } inner
                || node.Members!.Keys.Any(key => key != inner.Name && !OfUse.Contains(key) && !key.StartsWith("x-", StringComparison.Ordinal)))
            {
                break;
            }

            node = inner.Items is [var part] ? part : node.Target;
        }

        return node;
    }

    private void CompareSchemas(Trail trail, string place, FlatSchema left, FlatSchema right, bool isSent)
    {
        if (left.Type != right.Type || left.ClrType != right.ClrType || left.Format != right.Format || left.Values is null != right.Values is null)
        {
            // A number without a format says nothing about its size.
            var isSame = left.ClrType == right.ClrType || (left.Type == right.Type && right.Format is null && left.Type is "integer" or "number");
            var (what, before, after) = left.Type == right.Type && left.Values is null == right.Values is null && left.Entries is null == right.Entries is null
                ? ("format", left.Format ?? "none", right.Format ?? "none")
                : ("type", Describe(left), Describe(right));
            Add(trail, place, $"{what} {after}, was {before}",
                $"the {what} is {after}, it was {before}", isSame ? Impact.Compatible : Impact.Breaking,
                isSame
                    ? $"It stays {left.ClrType} in C#."
                    : $"{left.ClrType} becomes {right.ClrType}: {Breaks}. Until then, {(isSent ? "calls may be rejected" : "values that cannot be converted are absent")}.");
            if (left.Type != right.Type)
                return;
        }

        if (left.Values is not null && right.Values is not null)
            CompareValues(trail, place, left.Values, right.Values, isSent);
        foreach (var limit in left.Limits.Keys.Union(right.Limits.Keys))
            CompareLimit(trail, place, limit, left.Limits.GetValueOrDefault(limit), right.Limits.GetValueOrDefault(limit), isSent);
        CompareMembers(trail, place, left, right, isSent);
        if (left.Items is not null && right.Items is not null)
            CompareSchemas(trail, $"{place}[]", left.Items, right.Items, isSent);
        else if (left.Items != right.Items)
            Add(trail, $"{place}[]", $"items {(right.Items is null ? "none" : "any")}",
                right.Items is null ? "its items are no longer described" : "its items are described",
                right.Items is null ? Impact.Breaking : Impact.Compatible,
                right.Items is null ? $"Its items become JsonElement: {Breaks}." : "Nothing changes until the contract does.");
        if (left.Entries is not null && right.Entries is not null)
            CompareSchemas(trail, $"{place}[*]", left.Entries, right.Entries, isSent);
    }

    private static string Describe(FlatSchema schema) => schema switch
    {
        { Values: { } values } => $"one of {string.Join(", ", values)}",
        { Type: "object", Entries: not null, Members.Count: 0 } => "map",
        { Format: { } format } => $"{schema.Type} {format}",
        _ => schema.Type,
    };

    private void CompareValues(Trail trail, string place, List<string> left, List<string> right, bool isSent)
    {
        foreach (var value in right.Except(left))
            Add(trail, place, $"value {value} added",
                $"the value {value} is added", Impact.Compatible,
                "The enumeration gains a property. Enumerations are open: installed clients read and send the value.");
        foreach (var value in left.Except(right))
            Add(trail, place, $"value {value} removed",
                $"the value {value} is removed", Impact.Breaking,
                $"{(isSent ? "Calls with it fail. " : "")}The enumeration loses a property: code that uses it does not compile, and compiled programs fail.");
    }

    private void CompareLimit(Trail trail, string place, string limit, string? left, string? right, bool isSent)
    {
        if (left == right)
            return;
        var wider = right is null
            || (Number(left) is { } before && Number(right) is { } after
                && ((UpperLimits.Contains(limit) && after > before) || (LowerLimits.Contains(limit) && after < before)));
        Add(trail, place, $"{limit} {right ?? "none"}",
            $"{limit} is {right ?? "no longer stated"}{(left is null ? "" : $", it was {left}")}",
            isSent && !wider ? Impact.Breaking : Impact.Compatible,
            !isSent ? "Responses are not checked for limits."
            : wider ? "Installed clients go on rejecting values beyond the old limit."
            : $"{CallsFail} with values beyond it; the new client rejects them before it sends a request.");

        static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private void CompareMembers(Trail trail, string place, FlatSchema left, FlatSchema right, bool isSent)
    {
        var (members, others) = (Visible(left), Visible(right));
        foreach (var (name, member) in members)
        {
            var memberPlace = $"{place}.{name}";
            // Under another name that is known, it is the same member for the client.
            var alias = _isExplained ? member["x-semrush-aliases"]?.Texts.FirstOrDefault(others.ContainsKey) : null;
            if (!others.Remove(name, out var other) && (alias is null || !others.Remove(alias, out other)))
            {
                Add(trail.To(member), memberPlace, "member removed",
                    "the member is removed", Impact.Breaking,
                    $"{Clr(place, name)} disappears: {Breaks}. Until then, {(isSent ? "Semrush may ignore or reject it" : "it is absent")}.");
                continue;
            }

            var (was, isRequired) = (left.IsRequired(name), right.IsRequired(other.Name));
            if (was != isRequired)
                AddRequired(trail.To(member), memberPlace, new(member), isRequired, isSent, isId: name is "id");
            CompareSchemas(trail, memberPlace, member, other, isSent, isMember: true, isRequired: was && isRequired);
        }

        foreach (var (name, added) in others)
        {
            var isRequired = isSent && right.IsRequired(name);
            Add(trail, place, $"member {name} added",
                $"the {(isRequired ? "required " : "")}member {name} is added ({Describe(new(added))})",
                isRequired ? Impact.Breaking : Impact.Compatible,
                isRequired ? $"{CallsFail} without it. Code that does not set it does not compile." : "The record gains a property.");
        }

        Dictionary<string, Node> Visible(FlatSchema schema) => schema.Members
            .Where(member => new FlatSchema(member.Value) is var flat && !(isSent ? flat.IsReadOnly : flat.IsWriteOnly)).ToDictionary();
    }

    private void AddRequired(Trail trail, string place, FlatSchema member, bool isRequired, bool isSent, bool isId)
    {
        // Members of responses are nullable, but for the id, without which an object is left out.
        var changesType = (isSent || isId) && member.IsValue;
        var (impact, effect) = (isSent, isRequired, isId) switch
        {
            (true, true, _) => (Impact.Breaking, $"{CallsFail} without it. Code that does not set it does not compile."),
            (false, true, true) => (Impact.Breaking, "Code that creates the record without it does not compile. Objects without it are left out."),
            (false, false, true) => (Impact.Risky, "Objects without it are no longer left out."),
            (true, _, _) => (Impact.Compatible, "It may be left out."),
            _ => (Impact.Compatible, "Members of responses are nullable in any case."),
        };
        Add(trail, place, $"required {(isRequired ? "true" : "false")}",
            isRequired ? "it is required" : "it is optional", changesType ? Impact.Breaking : impact,
            effect + (changesType ? $" Its type in C# changes between {member.ClrType} and {member.ClrType}?: {Breaks}." : ""));
    }
}
