using System.Text.RegularExpressions;
using Semrush.Contracts;

namespace Semrush.Client.ContractTests.Contracts;

/// <summary>Each mistake in a contract is one fault, with its code, its file, its line and its column.</summary>
public sealed class WrongContractTests
{
    private const string Things = "contracts/Things.yaml";

    // A contract without a fault, which has an example of everything that the check covers.
    private const string Right = """
        openapi: 3.0.3
        info: {title: Things, version: '1', description: Things.}
        x-semrush-sources: {DOC: A document.}
        servers:
          - url: https://api.semrush.com/things
        security: [{bearer: []}]
        paths:
          /things:
            get:
              operationId: GetThings
              summary: Lists the things.
              description: Lists all of them.
              x-semrush-source: DOC
              x-semrush-retry: safe
              x-semrush-any-of: [page, ids]
              x-semrush-differs: {status 404 removed: DOC lacks it.}
              x-semrush-rate-limit: {requests: 10, seconds: 60, concurrent: 1}
              x-semrush-paging: {kind: page, parameter: page, size: limit, item: Thing, items: data}
              parameters:
                - name: page
                  in: query
                  description: The page.
                  schema: {type: integer, format: int32, minimum: 1}
                  example: 1
                - name: limit
                  in: query
                  description: The size of a page.
                  schema: {type: integer, format: int32}
                  example: 10
                - name: cursor
                  in: query
                  description: Where to go on.
                  schema: {type: string}
                  example: c
                - name: ids
                  in: query
                  style: form
                  explode: false
                  description: Which ones.
                  schema: {type: array, items: {type: string}}
                  example: [a]
              responses:
                '200':
                  description: The things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ThingPage'}
                      examples: {one: {value: {meta: {success: true}, data: []}}}
                '404': {$ref: '#/components/responses/NotFound'}
            patch:
              operationId: ChangeThings
              summary: Changes things.
              description: Changes those that are given.
              x-semrush-source: DOC
              x-semrush-doubt: The path is not certain.
              parameters:
                - name: update_mask
                  in: query
                  required: true
                  style: form
                  explode: false
                  description: What to change.
                  schema: {type: array, items: {type: string}}
                  example: [name]
              requestBody:
                required: true
                description: The changes.
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/ChangeRequest'}
                    examples: {one: {value: {name: a}}}
              responses:
                '204': {description: Done.}
                '404': {$ref: '#/components/responses/NotFound'}
            put:
              operationId: PutThings
              summary: Puts things.
              description: Puts all of them.
              x-semrush-source: DOC
              x-semrush-sensitive: true
              requestBody:
                required: true
                description: The things.
                content:
                  application/json:
                    schema: {type: array, items: {$ref: '#/components/schemas/SentThing'}}
                    examples: {one: {value: [{name: a, secret: b}]}}
              responses:
                '200':
                  description: The things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ThingListEnvelope'}
                      examples: {one: {value: {meta: {success: true}, data: []}}}
                '404': {$ref: '#/components/responses/NotFound'}
          /things/{id}/file:
            get:
              operationId: GetFile
              summary: Gets the file of a thing.
              description: Gets it as it is.
              deprecated: true
              x-semrush-instead: Use GetThings.
              x-semrush-source: DOC
              parameters:
                - {name: id, in: path, required: true, description: The thing., schema: {type: string}, example: a}
              responses:
                '200':
                  description: The file.
                  content:
                    application/pdf:
                      schema: {type: string, format: binary}
                      examples: {one: {value: a}}
                '404': {$ref: '#/components/responses/NotFound'}
          /form:
            post:
              operationId: SendForm
              summary: Sends a form.
              description: Sends its fields.
              x-semrush-source: DOC
              requestBody:
                required: true
                description: The form.
                content:
                  application/x-www-form-urlencoded:
                    schema: {$ref: '#/components/schemas/FormRequest'}
                    examples: {one: {value: {first: a}}}
              responses:
                '204': {description: Done.}
                '404': {$ref: '#/components/responses/NotFound'}
          /open:
            get:
              operationId: OpenThings
              summary: A page for people.
              description: A person opens it.
              x-semrush-source: DOC
              x-semrush-navigation: true
              security: []
              parameters:
                - {name: state, in: query, description: A value., schema: {type: string}, example: a}
              responses:
                '302': {description: It was approved.}
                '400': {description: It was not.}
        components:
          responses:
            NotFound: {description: There is none.}
          schemas:
            Meta:
              type: object
              description: About the response.
              properties:
                success: {type: boolean, description: Whether it is one.}
            ThingListEnvelope:
              type: object
              description: The response with things.
              properties:
                meta: {$ref: '#/components/schemas/Meta'}
                data: {type: array, items: {$ref: '#/components/schemas/Thing'}}
            ThingPageMeta:
              description: About the page.
              allOf:
                - $ref: '#/components/schemas/Meta'
                - type: object
                  properties:
                    total: {type: integer, format: int32, description: How many.}
                    next: {type: string, description: What follows.}
                    thing_page_meta: {type: integer, format: int32, description: What its class is called.}
            ThingPage:
              type: object
              description: A page of things.
              required: [meta, data]
              properties:
                meta: {description: About the page., allOf: [{$ref: '#/components/schemas/ThingPageMeta'}]}
                data: {type: array, description: The things., items: {$ref: '#/components/schemas/Thing'}}
            Thing:
              type: object
              description: A thing.
              required: [id]
              properties:
                id: {type: string, description: Its identifier.}
                kind: {description: Its kind., allOf: [{$ref: '#/components/schemas/ThingKind'}]}
                size: {type: integer, format: int64, description: Its size.}
                icon: {type: string, format: byte, description: Its icon.}
                note: {type: string, nullable: true, x-semrush-null: true, description: A note.}
                names: {type: object, description: Its names., additionalProperties: {type: string}}
            Words:
              type: object
              description: Words.
              additionalProperties: {type: string}
            ThingKind:
              type: string
              description: The kind of a thing. Other values may come.
              enum: [big, small]
              x-enumNames: [Big, Small]
              x-enumDescriptions: [It is big., It is small.]
            SentThing:
              type: object
              description: A thing to send.
              x-semrush-sent: true
              x-semrush-rules: true
              properties:
                name: {type: string, description: Its name.}
                secret: {type: string, format: password, description: Its secret.}
                tags: {type: array, description: Its tags., x-semrush-item-max-length: 9, items: {type: string, maxLength: 9}}
            ChangeRequest:
              type: object
              description: What to change.
              additionalProperties: false
              x-semrush-mask: update_mask
              properties:
                name: {type: string, description: The new name.}
            FormRequest:
              type: object
              description: A form.
              additionalProperties: false
              x-semrush-exclusive: [first, second]
              not: {required: [first, second]}
              properties:
                first: {type: string, description: One value.}
                second: {type: string, description: Another value.}
        """;

    /// <summary>A code, a text of the contract, and the text that replaces it. In the latter, ‸ marks the place of the fault.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        // The file
        { "001", "'302': {description: It was approved.}", "'302': {description: It was approved.}‸}" },
        { "001", "'302': {description: It was approved.}", "'302': {description: It was approved.\n    ‸x: }" },
        { "001", "      operationId: OpenThings", "     operationId: OpenThings\n      summary‸: A page." },
        { "001", "'302': {description: It was approved.}\n        '400':", "'302': {description: It was approved.\n        ‸'400':" },
        { "001", "security: [{bearer: []}]", "security: ‸*bearer" },
        { "002", "summary: A page for people.", "summary: A page for people.\n      ‸summary: A page." },
        { "003", "{$ref: '#/components/schemas/ThingPage'}", "{‸$ref: '#/components/schemas/NoPage'}" },
        { "003", "{$ref: '#/components/schemas/ThingPage'}", "{‸$ref: 'Other.yaml#/components/schemas/ThingPage'}" },
        { "003", "{$ref: '#/components/schemas/ThingPage'}", "{‸$ref: '#/components/responses/NotFound'}" },
        { "003", "kind: {description: Its kind., allOf: [{$ref: '#/components/schemas/ThingKind'}]}", "kind: {$ref: '#/components/schemas/ThingKind', ‸description: Its kind.}" },
        { "003", "allOf:\n        - $ref: '#/components/schemas/Meta'", "‸allOf:\n        - $ref: '#/components/schemas/ThingPageMeta'" },
        { "004", "x-semrush-retry: safe", "‸x-semrush-retries: safe" },
        { "004", "{kind: page,", "{‸sort: page, kind: page," },
        { "004", "'302': {description: It was approved.}", "'302': {description: It was approved.}\n        ‸default: {description: Something else.}" },
        { "005", "{name: state, in: query, description: A value., schema: {type: string}, example: a}", "‸{name: state, in: query, description: A value., example: a}" },
        { "006", "required: [id]", "‸required: id" },
        { "006", "success: {type: boolean", "success: {‸type: bool" },
        { "008", "servers:\n  - url: https://api.semrush.com/things", "‸servers:\n  - url: https://api.semrush.com/things/" },
        { "010", "x-semrush-source: DOC\n      x-semrush-retry", "‸x-semrush-source: BOOK\n      x-semrush-retry" },

        // Operations
        { "011", "operationId: SendForm", "‸operationId: sendForm" },
        { "011", "operationId: SendForm", "‸operationId: GetFile" },
        { "011", "operationId: SendForm", "‸operationId: GetThingsPage" },
        { "011", "operationId: SendForm", "‸operationId: Request" },
        { "012", "summary: Sends a form.", "‸summary: Sends a form" },
        { "012", "FormRequest:\n      type: object\n      description: A form.", "‸FormRequest:\n      type: object" },
        { "012", "kind: {description: Its kind., allOf: [{$ref: '#/components/schemas/ThingKind'}]}", "‸kind: {$ref: '#/components/schemas/ThingKind'}" },
        { "013", "x-semrush-retry: safe", "‸x-semrush-retry: often" },
        { "006", "status 404 removed: DOC lacks it.", "‸status 404 removed: [DOC lacks it.]" },
        { "014", "x-semrush-any-of: [page, ids]", "x-semrush-any-of: [page, ‸id]" },
        { "015", "x-semrush-rate-limit: {requests: 10, seconds: 60, concurrent: 1}", "‸x-semrush-rate-limit: {requests: 10}" },
        { "015", "{requests: 10, seconds: 60, concurrent: 1}", "{requests: 10, seconds: 60, ‸concurrent: 0.5}" },
        { "015", "{requests: 10, seconds: 60, concurrent: 1}", "{requests: 10, seconds: 60, ‸per: user}" },
        { "016", "x-semrush-doubt:", "‸x-semrush-sensitive: true\n      x-semrush-doubt:" },
        { "017", "{name: state, in: query,", "{name: state, ‸in: header," },
        { "018", "deprecated: true\n      x-semrush-instead: Use GetThings.", "‸deprecated: true" },
        { "018", "in: path, required: true, description: The thing.", "in: path, required: true, ‸deprecated: true, x-semrush-instead: Use it., description: The thing." },
        { "019", "x-semrush-doubt: The path is not certain.", "‸x-semrush-doubt: perhaps" },

        // Parameters
        { "020", "{name: state, in: query,", "{name: state, ‸in: cookie," },
        { "021", "description: A value., schema: {type: string}", "description: A value., ‸schema: {type: object}" },
        { "021", "description: A value., schema: {type: string}", "description: A value., ‸schema: {type: string, format: byte}" },
        { "021", "description: Which ones.\n          schema: {type: array, items: {type: string}}", "description: Which ones.\n          ‸schema: {type: array, items: {type: string, format: byte}}" },
        { "022", "in: query\n          style: form\n          explode: false\n          description: Which", "‸in: header\n          style: form\n          explode: false\n          description: Which" },
        { "022", "explode: false\n          description: Which", "‸explode: true\n          description: Which" },
        { "023", "in: query, description: A value.", "in: query, ‸allowReserved: true, description: A value." },
        { "024", "description: A value., schema: {type: string}", "description: A value., ‸schema: {type: string, format: password}" },
        { "025", "- name: cursor\n          in: query", "- ‸name: Authorization\n          in: header" },
        { "026", "/things/{id}/file:\n    get:", "/things/{thing}/file:\n    ‸get:" },
        { "027", "name: cursor\n          in: query\n          description: Where to go on.\n          schema: {type: string}\n          example: c", "‸name: cursor\n          in: query\n          description: Where to go on.\n          schema: {type: string}" },

        // Bodies
        { "030", "application/x-www-form-urlencoded:", "‸multipart/form-data:" },
        { "031", "application/x-www-form-urlencoded:", "‸text/csv:" },
        { "032", "items: {$ref: '#/components/schemas/SentThing'}", "‸items: {type: string}" },
        { "033", "first: {type: string, description: One value.}", "‸first: {description: One value., allOf: [{$ref: '#/components/schemas/SentThing'}]}" },
        { "034", "'204': {description: Done.}\n        '404': {$ref: '#/components/responses/NotFound'}\n    put:", "'200':\n          description: A thing.\n          content:\n            application/json: {schema: {$ref: '#/components/schemas/Thing'}, examples: {one: {value: {id: a}}}}\n        ‸'204': {description: Done.}\n        '404': {$ref: '#/components/responses/NotFound'}\n    put:" },
        { "035", "schema: {$ref: '#/components/schemas/ThingListEnvelope'}", "‸schema: {type: object, additionalProperties: {type: string}}" },
        { "035", "schema: {$ref: '#/components/schemas/ThingListEnvelope'}", "schema: {type: array, ‸items: {$ref: '#/components/schemas/Words'}}" },
        { "036", "responses:\n        '302': {description: It was approved.}\n        '400': {description: It was not.}", "‸responses:\n        '302': {description: It was approved.}" },
        { "037", "application/pdf:\n              schema: {type: string, format: binary}", "‸application/pdf:\n              schema: {type: string}" },

        // Schemas
        { "040", "note: {type: string,", "note: {‸oneOf: [{type: string}, {type: boolean}]," },
        { "040", "note: {type: string,", "note: {‸anyOf: [{type: string}, {type: boolean}]," },
        { "041", "size: {type: integer,", "size: {type: integer, ‸multipleOf: 2," },
        { "041", "size: {type: integer,", "size: {type: integer, ‸maxLength: 2," },
        { "041", "icon: {type: string, format: byte", "icon: {type: string, ‸maxLength: 9, format: byte" },
        { "041", "      description: A thing.\n", "      description: A thing.\n      ‸additionalProperties: {type: string}\n" },
        { "042", "icon: {type: string, format: byte", "icon: {type: string, ‸format: base32" },
        { "042", "icon: {type: string, format: byte", "icon: {type: string, ‸format: uri" },
        { "042", "size: {type: integer, format: int64,", "‸size: {type: integer," },
        { "043", "note: {type: string, ", "‸note: {type: object, properties: {text: {type: string, description: Its text.}}, " },
        { "043", "schema: {$ref: '#/components/schemas/ChangeRequest'}", "‸schema: {type: object, properties: {name: {type: string}}}" },
        { "044", "type: string\n      description: The kind of a thing. Other values may come.\n      enum: [big, small]", "type: integer\n      format: int32\n      description: The kind of a thing. Other values may come.\n      ‸enum: [1, 2]" },
        { "044", "items: {type: string, maxLength: 9}}", "items: {type: integer, format: int32, ‸enum: [1, 2], maxLength: 9}}" },
        { "044", "x-enumNames: [Big, Small]", "‸x-enumNames: [Big]" },
        { "044", "x-enumNames: [Big, Small]", "x-enumNames: [Big, ‸Parse]" },
        { "045", "allOf: [{$ref: '#/components/schemas/ThingKind'}]", "‸allOf: [{$ref: '#/components/schemas/ThingKind'}, {$ref: '#/components/schemas/ThingKind'}]" },
        { "046", "    ThingKind:\n", "    ‸Task: {type: object, description: Something., properties: {}}\n    ThingKind:\n" },
        { "046", "    ThingKind:\n", "    ‸ThingsJson: {type: object, description: Something., properties: {}}\n    ThingKind:\n" },
        { "047", "size: {type: integer,", "‸größe: {type: integer," },
        { "048", "size: {type: integer,", "Size: {type: string, description: Its size.}\n        ‸size: {type: integer," },
        { "049", "data: {type: array, items: {$ref: '#/components/schemas/Thing'}}", "‸data: {type: array, items: {$ref: '#/components/schemas/SentThing'}}" },
        { "049", "    ThingKind:\n", "    WordsEnvelope: {type: object, description: Words., properties: {meta: {$ref: '#/components/schemas/Meta'}, ‸data: {$ref: '#/components/schemas/Words'}}}\n    ThingKind:\n" },
        { "050", "meta: {description: About the page., allOf: [{$ref: '#/components/schemas/ThingPageMeta'}]}", "‸meta: {description: About the page., allOf: [{$ref: '#/components/schemas/Meta'}]}" },
        { "051", "FormRequest:\n      type: object\n      description: A form.\n      additionalProperties: false", "‸FormRequest:\n      type: object\n      description: A form." },
        { "052", "description: A thing.\n", "description: A thing.\n      ‸x-semrush-sent: true\n" },
        { "053", "x-semrush-item-max-length: 9", "‸x-semrush-item-max-length: 10" },
        { "053", "x-semrush-exclusive: [first, second]\n      not: {required: [first, second]}", "‸x-semrush-exclusive: [first, second]\n      not: {required: [first]}" },
        { "054", "required: [id]", "required: [id, ‸title]" },
        { "055", "nullable: true, x-semrush-null: true", "‸nullable: true" },
        { "055", "nullable: true, x-semrush-null: true", "‸x-semrush-null: true" },
        { "055", "      description: A thing.\n", "      description: A thing.\n      ‸x-semrush-value: true\n" },
        { "056", "x-semrush-mask: update_mask", "‸x-semrush-mask: fields" },
        { "056", "requestBody:\n        required: true\n        description: The changes.", "‸requestBody:\n        description: The changes." },
        { "056", "x-semrush-mask: update_mask", "x-semrush-mask: update_mask\n      ‸required: [name]" },

        // Paging
        { "060", "{kind: page,", "{‸kind: pages," },
        { "060", "{kind: page,", "{kind: page, ‸next: meta.next," },
        { "060", "x-semrush-paging: {kind: page, parameter: page,", "‸x-semrush-paging: {kind: cursor, parameter: cursor," },
        { "061", "kind: page, parameter: page,", "kind: page, ‸parameter: cursor," },
        { "061", "kind: page, parameter: page,", "kind: offset, ‸parameter: page, total: meta.total," },
        { "061", "kind: page, parameter: page, size: limit, item: Thing, items: data}", "kind: cursor, ‸parameter: limit, item: Thing, items: data, next: meta.next}" },
        { "062", "size: limit,", "‸size: cursor," },
        { "063", "items: data}", "‸items: data.items}" },
        { "063", "items: data}", "items: data, ‸last: meta.total}" },
        { "063", "items: data}", "items: data, ‸totalPages: meta.thing_page_meta}" },
        { "064", "item: Thing,", "‸item: ThingKind," },
    };

    [Fact]
    public void Contracts_have_no_fault() => Assert.Empty(ContractCheck.Check(Path.Combine(Repository.Root, "contracts")));

    [Fact]
    public void Contract_of_these_tests_has_no_fault() => Assert.Empty(ContractCheck.Check([(Things, Right)]));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_is_one_fault_with_its_place(string code, string right, string wrong)
    {
        Assert.Equal(2, Right.Split(right).Length);
        var text = Right.Replace(right, wrong, StringComparison.Ordinal);
        var before = text[..text.IndexOf('‸', StringComparison.Ordinal)];

        var fault = Assert.Single(ContractCheck.Check([(Things, text.Replace("‸", "", StringComparison.Ordinal))]));

        Assert.Equal(($"SEMRUSH{code}", Things, before.Split('\n').Length, before.Length - before.LastIndexOf('\n')), (fault.Code, fault.File, fault.Line, fault.Column));
        // The operation or the schema, what is wrong, and what to do.
        Assert.Matches(@"^(The contract|[A-Za-z]+): .+[;:,] .+\.$", fault.Message);
        Assert.Equal($"{Things}({fault.Line},{fault.Column}): error {fault.Code}: {fault.Message}", fault.ToString());
    }

    [Theory]
    [InlineData("contracts/Things.yml", 1, 1)]
    [InlineData("contracts/Http.yaml", 1, 1)]
    [InlineData("contracts/Task.yaml", 1, 1)]
    [InlineData("contracts/things.yaml", 1, 1)]
    public void Name_of_a_file_that_is_no_name_of_a_client_is_a_fault(string path, int line, int column)
        => Assert.Equal(("SEMRUSH007", path, line, column), ContractCheck.Check([(path, Right)]).Select(fault => (fault.Code, fault.File, fault.Line, fault.Column)).Single());

    [Fact]
    public void Schema_with_the_name_of_another_contract_is_a_fault()
    {
        var fault = Assert.Single(ContractCheck.Check([(Things, Right), ("contracts/Thing.yaml", Regex.Replace(Right, @"\bThing(?=\W|List)", "Item"))]));

        Assert.Equal(("SEMRUSH007", Things), (fault.Code, fault.File));
    }

    [Fact]
    public void Shared_schema_that_differs_is_a_fault_of_the_second_contract()
    {
        var fault = Assert.Single(ContractCheck.Check([(Things, Right), ("contracts/Others.yaml", Right.Replace("Whether it is one.", "Whether.", StringComparison.Ordinal))]));

        Assert.Equal(("SEMRUSH009", "contracts/Others.yaml", "    Meta:"), (fault.Code, fault.File, Right.Split('\n')[fault.Line - 1]));
        Assert.Equal(5, fault.Column);
    }

    [Fact]
    public void Each_code_is_tested_and_explained_once()
    {
        var explained = File.ReadLines(Path.Combine(Repository.Root, "contracts", "README.md")).Select(line => Regex.Match(line, @"^\| `(SEMRUSH\d+)` \| .+ \|$")).Where(match => match.Success).Select(match => match.Groups[1].Value);
        // The tests of these three codes are not an edit of one contract: the name of a file, a shared schema, a failure of the generator.
        var tested = Mistakes.Select(mistake => $"SEMRUSH{mistake.Data.Item1}").Concat(["SEMRUSH007", "SEMRUSH009", "SEMRUSH090"]).Distinct();

        Assert.Equal(ContractCheck.Codes, explained);
        Assert.Equal(ContractCheck.Codes, tested.Order());
    }
}
