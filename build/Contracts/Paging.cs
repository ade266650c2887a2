namespace Semrush.Contracts;

/// <summary>The rules for x-semrush-paging.</summary>
internal static class Paging
{
    // The keys that belong to one kind, with the type of the member at their path.
    private static readonly Dictionary<string, (string Kind, string Type)> Paths = new()
    {
        ["last"] = ("page", "boolean"),
        ["totalPages"] = ("page", "integer"),
        ["number"] = ("page", "integer"),
        ["total"] = ("offset", "integer"),
        ["used"] = ("offset", "integer"),
        ["next"] = ("cursor", "string"),
    };

    public static void Check(Operation operation)
    {
        var paging = operation.Node["x-semrush-paging"]!;
        var kind = paging["kind"]!.Text!;
        if (kind is not ("page" or "offset" or "cursor"))
        {
            operation.Contract.Report(Rule.PagingKind, paging["kind"]!, $"the kind of paging {kind} does not exist; write page, offset or cursor");
            return;
        }

        if (paging.All.FirstOrDefault(member => Paths.TryGetValue(member.Name, out var path) && path.Kind != kind) is { } other)
            operation.Contract.Report(Rule.PagingKind, other, $"{other.Name} belongs to paging of the kind {Paths[other.Name].Kind}; remove it");
        else if (kind is "cursor" && paging["next"] is null)
            operation.Contract.Report(Rule.PagingKind, paging, "paging by a cursor has no next; add the path to the next cursor");
        CheckParameters(operation, paging, kind);
        if (operation.ResponseMedia.FirstOrDefault()?["schema"] is not { } schema)
            operation.Contract.Report(Rule.PagingPath, paging, "a response without a body has no items; remove x-semrush-paging");
        else if (!operation.Contract.IsCovered(schema))
            CheckPaths(operation, paging, ResultOf(schema));
    }

    private static void CheckParameters(Operation operation, Node paging, string kind)
    {
        var (parameter, size) = (paging["parameter"]!, paging["size"]);
        var schema = Optional(operation, parameter)?["schema"];
        var (format, minimum) = (schema?.Format, schema?.Bare["minimum"]?.Number);
        (bool IsRight, string Advice) = kind switch
        {
            "page" => (format is "int32" && minimum is 0 or 1, "an optional int32 parameter of the query, with the number of the first page, 0 or 1, as minimum"),
            "offset" => (format is "int32" or "int64" && minimum is 0, "an optional int32 or int64 parameter of the query, with minimum: 0"),
            _ => (IsText(schema) && minimum is null, "an optional string of the query, without a format and a minimum"),
        };
        if (!IsRight)
            operation.Contract.Report(Rule.PagingParameter, parameter, $"the parameter {parameter.Text} does not fit paging by {kind}; name {Advice}");
        if (size is null)
        {
            if (kind is "offset")
                operation.Contract.Report(Rule.PagingSize, paging, "paging by offset has no size; name the parameter with the size of a page");
        }
        else if (Optional(operation, size)?["schema"] is not { Format: "int32" } found)
        {
            operation.Contract.Report(Rule.PagingSize, size, $"the size {size.Text} is no optional int32 parameter of the query; name one");
        }
        else if (kind is "offset" && paging["total"] is null && found.Bare["default"]?.Number is null)
        {
            operation.Contract.Report(Rule.PagingSize, size, $"without total, the end is known by the size of a page; add total, or the default of {size.Text} to its schema");
        }
    }

    private static void CheckPaths(Operation operation, Node paging, Node result)
    {
        foreach (var path in paging.All.Where(member => Paths.ContainsKey(member.Name)))
        {
            var (member, type) = (Follow(operation, result, path), Paths[path.Name].Type);
            if (member?.Type != type)
                operation.Contract.Report(Rule.PagingPath, path, member?.Type is null
                    ? $"{path.Text} is not in the result; write the dotted path from what the method returns"
                    : $"{path.Text} is of the type {member.Type}; {path.Name} needs {type}");
            else if (type is "string" && !IsText(member))
                operation.Contract.Report(Rule.PagingPath, path, $"{path.Text} has a format or is an enumeration; {path.Name} needs a string without them");
        }

        var list = paging["items"] is { } items ? Follow(operation, result, items) : result;
        if (list?.Type is not "array")
            operation.Contract.Report(Rule.PagingPath, paging["items"] ?? paging, "the list of items is not found; write in items the dotted path to it from what the method returns");
        else if (list.Bare["items"]?.Reference != paging["item"]!.Text)
            operation.Contract.Report(Rule.PagingItem, paging["item"]!, $"the items of the list are {list.Bare["items"]?.Reference ?? "no $ref"}; write that as item");
    }

    private static Node? Optional(Operation operation, Node name)
        => operation.Parameter(name.Text) is { } parameter && parameter["in"]!.Text is "query" && !parameter.Has("required") ? parameter : null;

    // What the method returns.
    private static Node ResultOf(Node schema)
        => schema.Reference?.EndsWith("Envelope", StringComparison.Ordinal) == true && schema.Property("data") is { } data ? data : schema;

    private static bool IsText(Node? schema) => schema is { Type: "string", Format: null } && schema.Bare["enum"] is null;

    private static Node? Follow(Operation operation, Node result, Node path)
    {
        Node? found = result;
        foreach (var step in path.Text!.Split('.'))
        {
            // The generator does not know the class of a step, so that it cannot tell whether the name gets the suffix Value.
            if (Names.IsWireName(step) && Names.Pascal(step, found.Bare.Name) != Names.Pascal(step, ""))
                operation.Contract.Report(Rule.PagingPath, path, $"{step} has the name of its schema {found.Bare.Name} in C#; give the schema another name");
            found = found.Bare.Property(step);
            if (found is null)
                return null;
        }

        return found;
    }
}
