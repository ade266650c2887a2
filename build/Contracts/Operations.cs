namespace Semrush.Contracts;

/// <summary>An operation of a contract.</summary>
internal sealed record Operation(Contract Contract, Node Node)
{
    public string Id => Node["operationId"]!.Text!;

    public string Path => Node.Parent!.Name;

    public bool IsNavigation => Node["x-semrush-navigation"] is not null;

    public bool IsAuthenticated => (Node["security"] ?? Contract.Root["security"])?.Items is { Count: > 0 };

    /// <summary>Its own parameters, and those that it shares with the other operations of its path.</summary>
    public IReadOnlyList<Node> Parameters => field ??=
    [
        .. new[] { Node, Node.Parent! }.SelectMany(owner => owner["parameters"]?.Items ?? []).Select(parameter => parameter.Target)
            .DistinctBy(parameter => (parameter["name"]!.Text, parameter["in"]!.Text)),
    ];

    public IEnumerable<Node> Responses => Node["responses"]!.All;

    public IEnumerable<Node> Successes => Responses.Where(response => response.Name.StartsWith('2'));

    public IEnumerable<Node> RequestMedia => Node["requestBody"]?["content"]?.All ?? [];

    public IEnumerable<Node> ResponseMedia => Successes.SelectMany(response => response["content"]?.All ?? []);

    public Node? Parameter(string? name) => Parameters.FirstOrDefault(parameter => parameter["name"]!.Text == name);
}

/// <summary>The rules for operations, their parameters and their bodies.</summary>
internal static class Operations
{
    private const string Json = "application/json";
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private static readonly string[] RetryClasses = ["safe", "rejected", "never", "keyed"];
    private static readonly string[] LimitKeys = ["requests", "seconds", "concurrent"];
    private static readonly string[] Values = ["string", "integer", "number", "boolean"];

    // Headers that the transport writes itself.
    private static readonly string[] OwnHeaders = ["AUTHORIZATION", "ACCEPT", "CONTENT-TYPE", "CONTENT-LENGTH", "HOST", "COOKIE", "USER-AGENT"];

    public static void Check(Operation operation)
    {
        var (contract, node) = operation;
        if (!Names.IsPascal(operation.Id))
            contract.Report(Rule.OperationName, node["operationId"]!, "the operationId is not in PascalCase; write the name that Semrush gives the method");
        else if (contract.Operations.First(other => other.Id == operation.Id) != operation)
            contract.Report(Rule.OperationName, node["operationId"]!, "another operation has the same operationId; give one of them another");
        else if (operation.Id is "Request" || contract.Operations.Any(other => other.Node["x-semrush-paging"] is not null && other.Id + "Page" == operation.Id))
            contract.Report(Rule.OperationName, node["operationId"]!, $"{operation.Id} is in use in the generated code; give the operation another name");
        contract.CheckText(node, "the operation", "summary", isSentence: true);
        contract.CheckText(node, "the operation", isSentence: true);
        contract.CheckSource(node, isRequired: true);
        contract.CheckDeprecated(node, "the operation");
        CheckExtensions(operation);
        CheckPath(operation);
        foreach (var parameter in operation.Parameters)
            CheckParameter(operation, parameter);
        if (operation.Parameters.All(parameter => Names.IsWireName(parameter["name"]!.Text!)))
        {
            var names = operation.Parameters.ToLookup(parameter => parameter.Has("required"), parameter => (Wire: parameter["name"]!.Text!, Node: parameter));
            Names.CheckSame(contract, names[true].Select(name => (Names.Variable(name.Wire), name.Node)));
            Names.CheckSame(contract, names[false].Select(name => (Names.Pascal(name.Wire, operation.Id + "Options"), name.Node)));
        }

        CheckRequest(operation);
        CheckResponses(operation);
        if (node["x-semrush-paging"] is not null && !operation.IsNavigation)
            Paging.Check(operation);
    }

    private static void CheckExtensions(Operation operation)
    {
        var (contract, node) = operation;
        if (node["x-semrush-retry"] is { } retry && !RetryClasses.Contains(retry.Text))
            contract.Report(Rule.Retry, retry, $"the retry class {retry.Text} does not exist; write one of {string.Join(", ", RetryClasses)}");
        foreach (var name in node["x-semrush-any-of"]?.Items ?? [])
        {
            if (operation.Parameter(name.Text) is not { } parameter || parameter.Has("required"))
                contract.Report(Rule.AnyOf, name, $"{name.Text} is no optional parameter; name one, or remove it");
        }

        if (node["x-semrush-doubt"] is { } doubt && !doubt.Text!.TrimEnd().EndsWith('.'))
            contract.Report(Rule.Doubt, doubt, "the doubt does not end with a period; write a whole sentence");
        if (node["x-semrush-rate-limit"] is { } limit)
            CheckLimit(operation, limit);
        if (operation.IsNavigation && (operation.Node["requestBody"] ?? operation.Node["x-semrush-paging"]) is { } sent)
            contract.Report(Rule.Navigation, sent, "a page that a person opens has no body and no paging; remove it");
        if (operation.IsNavigation && operation.Responses.All(response => response.Name != "302"))
            contract.Report(Rule.Navigation, node["responses"]!, "a page that a person opens has no response 302; add it");
    }

    private static void CheckLimit(Operation operation, Node limit)
    {
        if (limit.Members is not { Count: > 0 } members || members.ContainsKey("requests") != members.ContainsKey("seconds"))
            operation.Contract.Report(Rule.RateLimit, limit, "the limit is incomplete; write requests and seconds, concurrent, or all three");
        else if (members.Values.FirstOrDefault(member => !LimitKeys.Contains(member.Name)) is { } unknown)
            operation.Contract.Report(Rule.RateLimit, unknown, $"{unknown.Name} has no meaning in a limit; write {string.Join(", ", LimitKeys)}");
        else if (members.Values.FirstOrDefault(member => member.Number is not (> 0 and <= int.MaxValue) || member.Number % 1 != 0) is { } wrong)
            operation.Contract.Report(Rule.RateLimit, wrong, $"{wrong.Name} is not a positive integer; write one");
        else if (!operation.IsAuthenticated || operation.IsNavigation)
            operation.Contract.Report(Rule.RateLimit, limit, "an operation without a credential is not counted; remove x-semrush-rate-limit");
    }

    private static void CheckPath(Operation operation)
    {
        var holes = operation.Path.Split('{').Skip(1).Select(part => part.Split('}')[0]).ToList();
        var parameters = operation.Parameters.Where(parameter => parameter["in"]!.Text is not ("query" or "header")).ToList();
        if (!operation.Path.StartsWith('/'))
            operation.Contract.Report(Rule.Path, operation.Node.Parent!, $"the path {operation.Path} does not begin with a slash; add it");
        if (holes.FirstOrDefault(hole => parameters.All(parameter => parameter["name"]!.Text != hole)) is { } unknown)
            operation.Contract.Report(Rule.Path, operation.Node, $"{{{unknown}}} of the path is no parameter; add a parameter in the path");
        else if (parameters.FirstOrDefault(parameter => !parameter.Has("required") || !holes.Contains(parameter["name"]!.Text!)) is { } parameter && parameter["in"]!.Text is "path")
            operation.Contract.Report(Rule.Path, parameter, $"the parameter {parameter["name"]!.Text} is not required, or not in the path; add required: true, and its name in braces to the path");
    }

    private static void CheckParameter(Operation operation, Node parameter)
    {
        var name = parameter["name"]!.Text!;
        var (schema, place) = (parameter["schema"]!, parameter["in"]!.Text);
        (Rule Rule, Node Node, string Text)? fault = 0 switch
        {
            _ when place is not ("path" or "query" or "header") => (Rule.Place, parameter["in"]!, $"is in {place}; only path, query and header are supported"),
            _ when !Names.IsWireName(name) => (Rule.Name, parameter["name"]!, "cannot become a C# name; only letters, digits and _ - . $ : @ [ ] can"),
            _ when OwnHeaders.Contains(name.ToUpperInvariant()) => (Rule.OwnHeader, parameter["name"]!, "is a header that the library writes itself; remove it"),
            _ when place is "header" && operation.IsNavigation => (Rule.Navigation, parameter["in"]!, "is a header, which a page that a person opens cannot have; remove it"),
            _ when schema.Target["type"]?.Text is not { } type || type is "object" => (Rule.ParameterType, parameter["schema"]!, "has no type, or is an object; write a parameter for each of its values"),
            _ when schema.Format is "password" => (Rule.Secret, schema, "is a secret, which would be in addresses and logs; remove it"),
            _ when (schema.Type is "array" ? schema.Bare["items"] : schema)?.Format is "byte" => (Rule.ParameterType, parameter["schema"]!, "has bytes, which only a body can have; write a string without a format"),
            _ when schema.Type is not "array" => null,
            _ when place is not "query" => (Rule.List, parameter["in"]!, $"is a list in the {place}; only the query can have lists"),
            _ when parameter["style"]?.Text is not "form" => (Rule.List, parameter["style"] ?? parameter, "is a list that is not joined by commas; write style: form and explode: false"),
            _ when parameter["explode"] is not { IsFlag: true, IsTrue: false } => (Rule.List, parameter["explode"] ?? parameter, "is an exploded list; write explode: false"),
            _ when schema.Bare["items"] is { } items && !Values.Contains(items.Type) => (Rule.List, schema, "is a list of objects or lists; only lists of plain values are supported"),
            _ => null,
        };
        if (fault is { } found)
            operation.Contract.Report(found.Rule, found.Node, $"the parameter {name} {found.Text}");
        operation.Contract.CheckText(parameter, $"the parameter {name}");
        if (parameter["example"] is null)
            operation.Contract.Report(Rule.Example, parameter, $"the parameter {name} has no example; add it");
        if (parameter["deprecated"] is { IsTrue: true } deprecated && parameter.Has("required"))
            operation.Contract.Report(Rule.Deprecated, deprecated, $"the parameter {name} is required, and C# cannot mark it as deprecated; remove it, or say so in its description");
        operation.Contract.CheckDeprecated(parameter, $"the parameter {name}");
    }

    private static void CheckRequest(Operation operation)
    {
        if (operation.IsNavigation || operation.Node["requestBody"] is not { } body)
            return;
        if (operation.RequestMedia.ToList() is not [var media])
        {
            operation.Contract.Report(Rule.MediaType, body["content"]!, "the request has not exactly one media type; keep one");
            return;
        }

        var schema = media["schema"]!;
        (Rule Rule, Node Node, string Text)? fault = 0 switch
        {
            _ when media.Name.StartsWith("multipart/", StringComparison.Ordinal) || schema.Format is "binary"
                => (Rule.Upload, media, "an upload is not supported; remove the operation, or its body"),
            _ when media.Name is not (Json or UrlEncoded) => (Rule.MediaType, media, $"a request of the type {media.Name} is not supported; only {Json} and {UrlEncoded} are"),
            _ when schema.Type is "array" && media.Name is not Json => (Rule.Form, media, "a form cannot be a list; write a schema with its fields"),
            _ when schema.Type is "array" && schema.Bare["items"] is { } items && (items.Reference is null || !IsObject(items))
                => (items["properties"] is null || items.Reference is not null ? Rule.RequestBody : Rule.Inline, items, "the items of the list are no $ref to an object; move their schema to components/schemas"),
            _ when schema.Type is "array" => null,
            _ when schema.Reference is null => (Rule.Inline, schema, $"the schema of the request is inline; move it to components/schemas, as {operation.Id}Request"),
            _ when !IsObject(schema) => (Rule.RequestBody, schema, "the request is neither an object nor a list; write an object"),
            _ when media["encoding"]?.All.FirstOrDefault(field => field["style"]!.Text is not "form" || field["explode"]!.IsTrue) is { } exploded
                => (Rule.Form, exploded, $"the field {exploded.Name} of the form is not joined by commas; write style: form and explode: false"),
            _ when media.Name is UrlEncoded && schema.Properties.FirstOrDefault(field => !IsField(field)) is { } field
                => (Rule.Form, field, $"the field {field.Name} of the form is an object; only values and lists of values are supported"),
            _ => null,
        };
        Report(operation, media, fault);
    }

    private static void CheckResponses(Operation operation)
    {
        if (operation.Responses.FirstOrDefault(response => response.Name.Length != 3 || !response.Name.All(char.IsAsciiDigit)) is { } range)
            operation.Contract.Report(Rule.UnknownKey, range, $"{range.Name} is no status; write one of three digits");
        if (operation.Responses.All(response => !response.Name.StartsWith('4')))
            operation.Contract.Report(Rule.ErrorResponse, operation.Node["responses"]!, "no error response is listed; add those with 4xx");
        if (operation.IsNavigation)
            return;
        var successes = operation.Successes.Select(response => (Response: response, Media: response["content"]?.All.ToList() ?? [])).ToList();
        if (successes.Count == 0)
            operation.Contract.Report(Rule.Successes, operation.Node["responses"]!, "no success is listed; add a response with 2xx");
        foreach (var (response, media) in successes)
        {
            if (media.Count > 1)
                operation.Contract.Report(Rule.Successes, response["content"]!, "a success has several media types; keep one");
            else if (media.Count != successes[0].Media.Count || (media is [var body] && !(body.Name == successes[0].Media[0].Name && body["schema"]!.Equals(successes[0].Media[0]["schema"]))))
                operation.Contract.Report(Rule.Successes, response, $"the responses {successes[0].Response.Name} and {response.Name} have different bodies, but a method has one result; give them the same body");
            else if (media is [var single])
                CheckResponse(operation, single);
        }
    }

    private static void CheckResponse(Operation operation, Node media)
    {
        var schema = media["schema"]!;
        (Rule Rule, Node Node, string Text)? fault = 0 switch
        {
            _ when media.Name is not Json && media.Name.Contains("json", StringComparison.OrdinalIgnoreCase) => (Rule.MediaType, media, $"{media.Name} is not supported; write {Json}"),
            _ when media.Name is not Json && (schema.Type, schema.Format) != ("string", "binary")
                => (Rule.Download, media, $"a response of the type {media.Name} is not a download; write schema: {{type: string, format: binary}}"),
            _ when media.Name is not Json => null,
            _ when schema.Type is "array" && schema.Bare["items"] is { } items && items.Reference is null
                => (items["properties"] is null ? Rule.ResponseBody : Rule.Inline, items, "the items of the list are no $ref; move their schema to components/schemas"),
            _ when schema.Type is "array" && !IsItem(schema.Bare["items"]!)
                => (Rule.ResponseBody, schema.Bare["items"]!, "the items of the list are maps or plain values; only lists of objects and of enumerations are supported"),
            _ when schema.Type is "array" => null,
            _ when schema.Reference is null && schema["properties"] is not null => (Rule.Inline, schema, "the schema of the response is inline; move it to components/schemas"),
            _ when schema.Reference is null || !IsObject(schema) || schema["x-semrush-value"] is not null => (Rule.ResponseBody, schema, "the response is neither a $ref to an object nor a list; write one of the two"),
            _ => null,
        };
        Report(operation, media, fault);
    }

    private static void Report(Operation operation, Node media, (Rule Rule, Node Node, string Text)? fault)
    {
        if (fault is { } found)
            operation.Contract.Report(found.Rule, found.Node, found.Text);
        else if (media["examples"]?.All.Any() != true)
            operation.Contract.Report(Rule.Example, media, $"the body {media.Name} has no examples; add a named one");
    }

    private static bool IsObject(Node schema) => schema.Target["enum"] is null && schema.Properties.Any();

    // An item of a list of a response, which may be a list again.
    private static bool IsItem(Node schema) => schema.Type is "array" ? IsItem(schema.Bare["items"]!) : schema.Target["enum"] is not null || IsObject(schema);

    private static bool IsField(Node field) => field.Type is not "object" && !IsObject(field) && (field.Type is not "array" || Values.Contains(field.Bare["items"]?.Type));
}
