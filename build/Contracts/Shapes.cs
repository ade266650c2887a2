namespace Semrush.Contracts;

/// <summary>The keys that a contract may have at each place, the kinds of their values, and the references.</summary>
internal static class Shapes
{
    // Beside anything that a comparison with another document can find to differ.
    private const string Differs = "x-semrush-differs:text{} ";

    private const string Schema = Differs + "type:type format:text title:text description:text enum:any[] items:schema properties:member{} required:text[] additionalProperties:flag|schema "
        + "allOf:schema[] minimum:number maximum:number minLength:number maxLength:number minItems:number maxItems:number pattern:text default:any example:any "
        + "x-enumNames:text[] x-enumDescriptions:text[] x-dictionaryKey:any x-semrush-source:text ";

    // A key with ! is required. A kind is text, number, flag, true, type, any, or a shape; [] is a list, {} a mapping of such values.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["contract"] = Differs + "openapi!:text info!:info servers!:server[] security:any tags:any externalDocs:any paths!:path{} components:components x-semrush-sources!:text{}",
        ["info"] = "title!:text version!:text description:text termsOfService:text contact:any license:any",
        ["server"] = "url!:text description:text",
        ["components"] = "schemas:component{} parameters:parameter{} responses:response{} requestBodies:body{} headers:header{} examples:example{} securitySchemes:any",
        ["path"] = "summary:text description:text parameters:parameter[] get:operation put:operation post:operation delete:operation options:operation head:operation "
            + "patch:operation trace:operation",
        ["operation"] = Differs + "operationId!:text tags:any summary:text description:text externalDocs:any parameters:parameter[] requestBody:body responses!:response{} security:any "
            + "deprecated:flag x-semrush-source:text x-semrush-retry:text x-semrush-rate-limit:any x-semrush-paging:paging x-semrush-any-of:text[] x-semrush-sensitive:true "
            + "x-semrush-navigation:true x-semrush-instead:text x-semrush-doubt:text",
        ["paging"] = "kind!:text parameter!:text size:text item!:text items:text last:text totalPages:text number:text total:text used:text next:text",
        ["parameter"] = Differs + "name!:text in!:text description:text required:flag deprecated:flag style:text explode:flag schema!:schema example:any x-semrush-instead:text",
        ["body"] = Differs + "description:text required:flag content!:media{}",
        ["response"] = Differs + "description!:text headers:header{} content:media{}",
        ["header"] = "description:text required:flag schema:schema example:any examples:example{}",
        ["media"] = Differs + "schema!:schema examples:example{} encoding:encoding{}",
        ["encoding"] = "style!:text explode!:flag",
        ["example"] = "summary:text description:text value!:any",
        ["schema"] = Schema,
        ["member"] = Schema + "nullable:flag deprecated:flag x-semrush-null:true x-semrush-instead:text x-semrush-item-max-length:number x-semrush-aliases:text[]",
        ["component"] = Schema + "not:any x-semrush-exclusive:text[] x-semrush-sent:true x-semrush-value:true x-semrush-mask:text x-semrush-rules:true",
    };

    // Keys of OpenAPI that the generator ignores or generates incorrectly.
    private static readonly Dictionary<string, (Rule Rule, string Advice)> Unsupported = new()
    {
        ["oneOf"] = (Rule.Choice, "write one schema with the members of all, or leave its type out"),
        ["anyOf"] = (Rule.Choice, "write one schema with the members of all, or leave its type out"),
        ["discriminator"] = (Rule.Choice, "write one schema with the members of all"),
        ["not"] = (Rule.Choice, "only a component may have it, beside x-semrush-exclusive"),
        ["exclusiveMinimum"] = (Rule.Keyword, "write the limit as minimum, or in the description"),
        ["exclusiveMaximum"] = (Rule.Keyword, "write the limit as maximum, or in the description"),
        ["multipleOf"] = (Rule.Keyword, "write it in the description"),
        ["patternProperties"] = (Rule.Keyword, "write a map, with additionalProperties"),
        ["uniqueItems"] = (Rule.Keyword, "write it in the description"),
        ["minProperties"] = (Rule.Keyword, "write it in the description"),
        ["maxProperties"] = (Rule.Keyword, "write it in the description"),
        ["readOnly"] = (Rule.Keyword, "write two schemas, one for requests and one for responses"),
        ["writeOnly"] = (Rule.Keyword, "write two schemas, one for requests and one for responses"),
        ["nullable"] = (Rule.Null, "only a property may have it"),
        ["x-semrush-null"] = (Rule.Null, "only a property may have it"),
        ["deprecated"] = (Rule.Deprecated, "only an operation, a parameter or a property may have it"),
        ["x-semrush-instead"] = (Rule.Deprecated, "only an operation, a parameter or a property may have it"),
        ["allowReserved"] = (Rule.Reserved, "remove it: reserved characters are always encoded"),
        ["allowEmptyValue"] = (Rule.Reserved, "remove it: a parameter without a value is not sent"),
        ["content"] = (Rule.ParameterType, "describe the parameter by a schema"),
        ["contentType"] = (Rule.Upload, "uploads are not supported; remove the body"),
        ["example"] = (Rule.Example, "write named examples, in the key examples"),
        ["examples"] = (Rule.Example, "write one value, in the key example"),
        ["externalValue"] = (Rule.Example, "write the value, in the key value"),
    };

    private static readonly Dictionary<string, string> Folders = new()
    {
        ["schema"] = "schemas",
        ["member"] = "schemas",
        ["component"] = "schemas",
        ["parameter"] = "parameters",
        ["body"] = "requestBodies",
        ["response"] = "responses",
        ["header"] = "headers",
        ["example"] = "examples",
    };

    private static readonly Dictionary<string, Dictionary<string, string>> Parsed = Keys.ToDictionary(
        shape => shape.Key, shape => shape.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => key.Split(':')).ToDictionary(key => key[0], key => key[1]));

    public static void Check(Contract contract)
    {
        Check(contract, contract.Root, "contract");
        foreach (var (node, kind) in contract.Faults.Count > 0 ? [] : contract.References)
            CheckReference(contract, node, kind);
        if (contract.Faults.Count > 0)
            return;
        foreach (var schema in contract.Components.Where(schema => IsIn(schema, schema, [])))
            contract.Report(Rule.Reference, schema["allOf"]!, $"{schema.Name} is part of itself; remove it from the allOf");
    }

    private static bool IsIn(Node schema, Node whole, HashSet<Node> seen)
        => whole.Members!.GetValueOrDefault("allOf")?.Items!.Select(part => part.Target).Any(part => part == schema || (seen.Add(part) && IsIn(schema, part, seen))) == true;

    private static void Check(Contract contract, Node node, string kind)
    {
        if (kind.Split('|') is [var scalar, var other])
            kind = node.Text is null ? other : scalar;
        if (kind is "any")
            return;
        if (kind.EndsWith("[]", StringComparison.Ordinal) || kind.EndsWith("{}", StringComparison.Ordinal))
            CheckAll(contract, node, kind);
        else if (kind is "text" or "number" or "flag" or "true" or "type")
            CheckScalar(contract, node, kind);
        else if (node.Members is null)
            contract.Report(Rule.Kind, node, $"{node.Label} is not a mapping; write its keys below it");
        else if (node.Members.ContainsKey("$ref"))
            contract.References.Add((node, kind));
        else
            CheckKeys(contract, node, kind);
    }

    private static void CheckAll(Contract contract, Node node, string kind)
    {
        var isList = kind[^1] == ']';
        if (isList ? node.Items is null : node.Members is null)
            contract.Report(Rule.Kind, node, $"{node.Label} is not a {(isList ? "list" : "mapping")}; write it as one");
        foreach (var value in (isList ? node.Items : node.Members?.Values.Where(value => !value.Name.StartsWith("x-", StringComparison.Ordinal) || kind is "media{}" or "header{}" or "member{}")) ?? [])
            Check(contract, value, kind[..^2]);
    }

    private static void CheckScalar(Contract contract, Node node, string kind)
    {
        var wrong = kind switch
        {
            "text" when string.IsNullOrWhiteSpace(node.Text) || (node.IsPlain && node.Text is "null" or "~") => "a text; write one, or remove the key",
            "type" when !Schemas.Formats.ContainsKey(node.Text ?? "") => $"a type that exists; write one of {string.Join(", ", Schemas.Formats.Keys)}",
            "number" when node.Number is null => "a number; write one, without quotes",
            "flag" when !node.IsFlag => "true or false; write one of them, without quotes",
            "true" when !node.IsTrue => "true; write true, or remove the key",
            _ => null,
        };
        if (wrong is not null)
            contract.Report(Rule.Kind, node, $"{node.Label} is not {wrong}");
    }

    private static void CheckReference(Contract contract, Node node, string kind)
    {
        var reference = node.Members!["$ref"];
        var target = reference.Text ?? "";
        if (!Folders.TryGetValue(kind, out var folder))
            contract.Report(Rule.Reference, reference, $"{node.Label} cannot be a $ref; write it here");
        else if (node.Members.Values.FirstOrDefault(member => member != reference) is { } beside)
            contract.Report(Rule.Reference, beside, $"{beside.Name} beside a $ref has no effect; remove it, or write the $ref of a schema as allOf: [{{$ref: …}}]");
        else if (!target.StartsWith("#/", StringComparison.Ordinal))
            contract.Report(Rule.Reference, reference, $"{target} is not in this file; copy it into components/{folder}");
        else if (target.Split('/') is not ["#", "components", var named, var name] || named != folder)
            contract.Report(Rule.Reference, reference, $"{target} is not in components/{folder}; refer to a component there");
        else if (contract.Root["components"]?.Members?.GetValueOrDefault(folder)?.Members?.ContainsKey(name) != true)
            contract.ReportOnce(Rule.Reference, reference, $"{target} does not exist; correct the name, or add it to components/{folder}");
        else if (node.IsComponent)
            contract.Report(Rule.Reference, reference, $"a component that is only a $ref has no content; write {target} wherever {node.Name} is used");
    }

    private static void CheckKeys(Contract contract, Node node, string shape)
    {
        if (shape is "schema" or "member" or "component")
            contract.Schemas.Add((node, shape));
        var keys = Parsed[shape];
        var (count, isReported) = (contract.Faults.Count, false);
        foreach (var member in node.Members!.Values)
        {
            if ((keys.GetValueOrDefault(member.Name) ?? keys.GetValueOrDefault(member.Name + "!")) is { } kind)
                Check(contract, member, kind);
            else if (Unsupported.TryGetValue(member.Name, out var found))
                Report(found.Rule, member, $"is not supported here; {found.Advice}");
            else if (!member.Name.StartsWith("x-", StringComparison.Ordinal) || member.Name.StartsWith("x-semrush-", StringComparison.Ordinal))
                Report(Rule.UnknownKey, member, "has no meaning here; correct its name, or remove it");
        }

        // The missing key may be one of the unknown ones.
        if (contract.Faults.Count == count && keys.Keys.FirstOrDefault(key => key[^1] == '!' && !node.Members.ContainsKey(key[..^1])) is { } key)
            contract.Report(Rule.Missing, node, $"{(node.Parent is null ? "the file" : node.Label)} has no {key[..^1]}; add it");

        // Only the first of a mapping: if the line above its keys is missing, all of them are in the wrong place.
        void Report(Rule rule, Node member, string text)
        {
            if (!isReported)
                contract.Report(rule, member, $"{member.Name} {text}");
            isReported = true;
        }
    }
}
