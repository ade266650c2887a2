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

/// <summary>An operation that does not exist, with an envelope, every kind of parameter and an example, to be added to a contract.</summary>
internal static class NewOperation
{
    public const string Id = "GetAuditTrail";

    public static string AddTo(string contract) => contract
        .Replace("\npaths:\n", "\npaths:\n" + Path, StringComparison.Ordinal)
        .Replace("\n  schemas:\n", "\n  schemas:\n" + Schemas, StringComparison.Ordinal);

    private const string Path = """
          /campaigns/{campaignId}/audit:
            get:
              operationId: GetAuditTrail
              summary: Gets what happened to a campaign.
              description: An operation of the drill.
              x-semrush-source: AUR
              x-semrush-rate-limit: {requests: 30, seconds: 60, concurrent: 2}
              parameters:
                - name: campaignId
                  in: path
                  required: true
                  description: The campaign.
                  schema: {type: string}
                  example: a campaign/with ünusual signs
                - name: since
                  in: query
                  description: From when on.
                  schema: {type: string, format: date-time}
                  example: '2026-03-02T14:12:59.058330774Z'
                - name: user_ids
                  in: query
                  style: form
                  explode: false
                  description: By whom.
                  schema: {type: array, items: {type: string}}
                  example: [u1, u2]
                - name: limit
                  in: query
                  description: How many, 1 to 50.
                  schema: {type: integer, format: int32, minimum: 1, maximum: 50}
                  example: 7
                - name: X-Trace-Id
                  in: header
                  description: A name for the request.
                  schema: {type: string, minLength: 2, maxLength: 20, pattern: '^\d+-"\w"$'}
                  example: 12-"a"
                - name: shard-numbers
                  in: query
                  style: form
                  explode: false
                  description: Where to look.
                  schema: {type: array, maxItems: 5, items: {type: integer, format: int32}}
                  example: [1, 2]
                - name: kinds
                  in: query
                  style: form
                  explode: false
                  description: What to look for.
                  schema: {type: array, items: {$ref: '#/components/schemas/AuditKind'}}
                  example: [CREATED]
                - name: with_system
                  in: query
                  required: true
                  description: Whether to list what the system did.
                  schema: {type: boolean}
                  example: true
                - name: day
                  in: query
                  description: On which day.
                  schema: {type: string, format: date}
                  example: '2026-03-02'
              responses:
                '200':
                  description: What happened.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/AuditTrailEnvelope'}
                      examples:
                        trail:
                          value:
                            meta: {success: true, status_code: 200, request_id: 'r1'}
                            data: {events: [{at: '2026-03-02T14:12:59.058330774Z', kind: CREATED, by_user: '17986238257282860575'}]}
                '404': {$ref: '#/components/responses/NotFound'}

        """;

    private const string Schemas = """
            AuditTrailEnvelope:
              type: object
              description: The response that contains an audit trail.
              properties:
                meta: {$ref: '#/components/schemas/Meta'}
                data: {$ref: '#/components/schemas/AuditTrail'}
            AuditTrail:
              type: object
              description: What happened to a campaign.
              properties:
                events: {type: array, description: The events., items: {$ref: '#/components/schemas/AuditEvent'}}
            AuditEvent:
              type: object
              description: One thing that happened.
              properties:
                at: {type: string, format: date-time, description: When.}
                kind: {allOf: [{$ref: '#/components/schemas/AuditKind'}], description: What.}
                by_user: {type: string, description: By whom.}
            AuditKind:
              type: string
              description: What happened. Other values may come.
              enum: [CREATED]
              x-enumNames: [Created]
              x-enumDescriptions: [It was created.]

        """;
}

/// <summary>A contract that does not exist, with what none of the real ones has: names that need care, a list as the response, a base, a body that may be left out.</summary>
internal static class NewContract
{
    public const string Name = "ClientReports2";

    public const string Text = """
        openapi: 3.0.3
        info: {title: Client Reports, version: '2', description: A contract of the drill.}
        servers: [{url: https://api.semrush.com/apis/v4/client-reports/v2}]
        security: [{bearer: []}]
        x-semrush-sources: {DRILL: The drill.}
        paths:
          /reports:
            get:
              operationId: GetReports
              summary: Lists the reports.
              description: An operation of the drill.
              x-semrush-source: DRILL
              x-semrush-any-of: [call, 2fa-state]
              x-semrush-paging: {kind: page, parameter: page-number, item: Report, items: content, last: last, totalPages: total-pages, number: number}
              parameters:
                - {name: page-number, in: query, description: The page., schema: {type: integer, format: int32, minimum: 0}, example: 0}
                - {name: number, in: query, description: A number., schema: {type: number, format: double, maximum: 9.5}, example: 1.5}
                - {name: token, in: query, description: A word., schema: {type: string}, example: t}
                - {name: data, in: query, required: true, description: A number., schema: {type: number, format: double}, example: 0.25}
                - {name: call, in: query, description: A word., schema: {type: string, pattern: '^\w+$'}, example: c}
                - {name: request, in: query, description: A word., schema: {type: string}, example: r}
                - {name: cancellationToken, in: query, description: A word., schema: {type: string}, example: x}
                - {name: 2fa-state, in: query, description: A word., schema: {type: string}, example: 'on'}
                - {name: $class, in: query, required: true, description: Which one., schema: {type: string, format: uuid}, example: 0f8fad5b-d9cb-469f-a165-70867728950e}
              responses:
                '200':
                  description: The reports.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ReportPage'}
                      examples:
                        page: {value: {content: [{id: r1, report: a, to-string: b, 2fa: c, kind: 'a"b\c', on: '2026-03-02'}], last: true, total-pages: 1, number: 0}}
                '400': {description: Wrong.}
          /reports/{kind}/{day}/{final}/{share}:
            parameters:
              - {name: kind, in: path, required: true, description: The kind., schema: {$ref: '#/components/schemas/ReportKind'}, example: plain}
              - {name: share, in: path, required: true, description: The share., schema: {type: number, format: double, minimum: 0, maximum: 1}, example: 0.5}
            post:
              operationId: CreateReports
              summary: Makes reports.
              description: An operation of the drill.
              x-semrush-source: DRILL
              parameters:
                - {name: day, in: path, required: true, description: The day., schema: {type: string, format: date}, example: '2026-03-02'}
                - {name: final, in: path, required: true, description: Whether they are final., schema: {type: boolean}, example: false}
                - {name: X-Count, in: header, required: true, description: How many., schema: {type: integer, format: int64, maximum: 9}, example: 3}
              requestBody:
                description: How to make them.
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/ReportsRequest'}
                    examples:
                      some: {value: {code: '123"', until: '2026-03-03', note: null, days: ['2026-03-02']}}
              responses:
                '200':
                  description: The reports.
                  content:
                    application/json:
                      schema: {type: array, items: {$ref: '#/components/schemas/Report'}}
                      examples:
                        some: {value: [{id: r1, report: a}]}
                '400': {description: Wrong.}
          /settings:
            post:
              operationId: SetReports
              summary: Sets how reports are made.
              description: An operation of the drill.
              x-semrush-source: DRILL
              requestBody:
                required: true
                description: The settings.
                content:
                  application/x-www-form-urlencoded:
                    schema: {$ref: '#/components/schemas/SettingsRequest'}
                    examples:
                      some: {value: {quiet: true, levels: [1, 2], names: [a b, c]}}
              responses:
                '204': {description: Done.}
                '400': {description: Wrong.}
        components:
          securitySchemes:
            bearer: {type: http, scheme: bearer, description: A token.}
          schemas:
            ReportPage:
              type: object
              description: A page.
              properties:
                content: {type: array, description: The reports., items: {$ref: '#/components/schemas/Report'}}
                last: {type: boolean, description: Whether it is the last.}
                total-pages: {type: integer, format: int32, description: How many pages.}
                number: {type: integer, format: int32, description: Which page.}
            Named:
              type: object
              description: What has a name.
              required: [id]
              properties:
                id: {type: string, description: The name.}
            Report:
              description: A report.
              allOf:
                - {$ref: '#/components/schemas/Named'}
                - type: object
                  properties:
                    report: {type: string, description: Its text.}
                    to-string: {type: string, description: Its other text.}
                    2fa: {type: string, description: Its code.}
                    kind: {allOf: [{$ref: '#/components/schemas/ReportKind'}], description: Its kind.}
                    on: {type: string, format: date, description: Its day.}
            ReportKind:
              type: string
              description: What it is. Other values may come.
              enum: [plain, 'a"b\c']
              x-enumNames: [Plain, Quoted]
              x-enumDescriptions: [Plain., Quoted.]
            ReportsRequest:
              type: object
              description: How to make reports.
              additionalProperties: false
              required: [code, until, note]
              properties:
                code: {type: string, description: A code., pattern: '^\d{3}"$'}
                until: {type: string, format: date, description: The last day.}
                note: {type: string, nullable: true, x-semrush-null: true, description: A note.}
                days: {type: array, description: The days., minItems: 1, items: {type: string, format: date}}
            SettingsRequest:
              type: object
              description: How reports are made.
              additionalProperties: false
              properties:
                quiet: {type: boolean, description: Whether no message is sent.}
                levels: {type: array, description: The levels., items: {type: integer, format: int32}}
                names: {type: array, description: The names., items: {type: string}}

        """;
}

/// <summary>A contract that does not exist, with every kind of paging, a partial update, a list as the request body, a download, nulls and deprecated members.</summary>
internal static class EveryForm
{
    public const string Name = "EveryForm";

    /// <summary>What the client of the contract has to contain.</summary>
    public static readonly string[] Methods =
    [
        "AsyncPageable<Thing, IReadOnlyList<Thing>> GetNumberedAsync(",
        "AsyncPageable<Thing, IReadOnlyList<Thing>> GetShortAsync(",
        "AsyncPageable<Thing, ThingPage> GetTotalAsync(",
        "AsyncPageable<Thing, ThingSlice> GetCursorAsync(",
        "Task<IReadOnlyList<Thing>> AddThingsAsync(IReadOnlyList<NewThing> request,",
        "Task UpdateThingAsync(UpdateThingRequest request, string id,",
        "Task<SemrushFile> GetFileAsync(string id,",
        """
                [Obsolete("Use GetNumbered.")]
                public virtual Task<Thing> GetThingAsync(
        """,
        "[Obsolete(\"Use \\\"all\\\".\")]",
    ];

    /// <summary>Its documented successes, and that of the contract without content.</summary>
    public static readonly string[] Examples =
    [
        "EveryForm.GetNumbered 200 numbered", "EveryForm.GetShort 200 short", "EveryForm.GetTotal 200 total", "EveryForm.GetCursor 200 cursor",
        "EveryForm.AddThings 201 added", "EveryForm.GetThing 200 old", "EveryForm.UpdateThing 204 without body", "EveryForm.GetFile 200 file",
        "NoContent.DeleteThing 204 without body",
    ];

    public const string Text = """
        openapi: 3.0.3
        info: {title: Every Form, version: '1', description: A contract of the drill.}
        servers: [{url: https://api.semrush.com/apis/v4/every-form/v1}]
        security: [{bearer: []}]
        x-semrush-sources: {DRILL: The drill.}
        paths:
          /numbered:
            get:
              operationId: GetNumbered
              summary: Lists things by page number from 1.
              description: An operation of the drill.
              x-semrush-source: DRILL
              x-semrush-paging: {kind: page, parameter: page, item: Thing}
              parameters:
                - {name: page, in: query, description: The page., schema: {type: integer, format: int32, minimum: 1}, example: 1}
              responses:
                '200':
                  description: The things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ThingListEnvelope'}
                      examples:
                        numbered: {value: {meta: {success: true, status_code: 200, request_id: r1}, data: [{id: t1, note: null}]}}
                '400': {description: Wrong.}
          /short:
            get:
              operationId: GetShort
              summary: Lists things by offset, up to a short page.
              description: An operation of the drill.
              x-semrush-source: DRILL
              x-semrush-paging: {kind: offset, parameter: offset, size: limit, item: Thing}
              parameters:
                - {name: offset, in: query, description: The offset., schema: {type: integer, format: int64, minimum: 0}, example: 0}
                - {name: limit, in: query, description: The size., schema: {type: integer, format: int32, minimum: 1, maximum: 50, default: 10}, example: 10}
              responses:
                '200':
                  description: The things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ThingList'}
                      examples:
                        short: {value: [{id: t1, note: n}]}
                '400': {description: Wrong.}
          /total:
            get:
              operationId: GetTotal
              summary: Lists things by offset, with their total.
              description: An operation of the drill.
              x-semrush-source: DRILL
              x-semrush-paging: {kind: offset, parameter: offset, size: limit, item: Thing, items: data, total: meta.total_count, used: meta.limit}
              parameters:
                - {name: offset, in: query, description: The offset., schema: {type: integer, format: int32, minimum: 0}, example: 0}
                - {name: limit, in: query, description: The size., schema: {type: integer, format: int32, minimum: 1}, example: 10}
              responses:
                '200':
                  description: The things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ThingPage'}
                      examples:
                        total: {value: {meta: {success: true, status_code: 200, request_id: r1, total_count: 1, limit: 10}, data: [{id: t1, note: n}]}}
                '400': {description: Wrong.}
          /cursor:
            get:
              operationId: GetCursor
              summary: Lists things by cursor.
              description: An operation of the drill.
              x-semrush-source: DRILL
              x-semrush-paging: {kind: cursor, parameter: after, item: Thing, items: things, next: next}
              parameters:
                - {name: after, in: query, description: The cursor., schema: {type: string}, example: c1}
              responses:
                '200':
                  description: The things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ThingSlice'}
                      examples:
                        cursor: {value: {things: [{id: t1, note: n}], next: c2}}
                '400': {description: Wrong.}
          /things:
            post:
              operationId: AddThings
              summary: Adds things.
              description: An operation of the drill.
              x-semrush-source: DRILL
              requestBody:
                required: true
                description: The things.
                content:
                  application/json:
                    schema: {type: array, items: {$ref: '#/components/schemas/NewThing'}}
                    examples:
                      added: {value: [{name: a, parent_id: null, picture: AQID}, {name: b}]}
              responses:
                '201':
                  description: The things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/ThingList'}
                      examples:
                        added: {value: [{id: t1, note: null, parent_id: null}, {id: t2, note: null, parent_id: '7', picture: AQID}]}
                '400': {description: Wrong.}
          /things/{id}:
            parameters:
              - {name: id, in: path, required: true, description: The thing., schema: {type: string}, example: t1}
            get:
              operationId: GetThing
              summary: Gets a thing.
              description: An operation of the drill.
              x-semrush-source: DRILL
              deprecated: true
              x-semrush-instead: Use GetNumbered.
              parameters:
                - {name: deep, in: query, deprecated: true, x-semrush-instead: Use "all"., description: Whether to look deep., schema: {type: boolean}, example: true}
              responses:
                '200':
                  description: The thing.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing'}
                      examples:
                        old: {value: {id: t1, note: null, old: o, size: 123456789012, tags: {a: [b]}, labels: {en: Thing}}}
                '400': {description: Wrong.}
            patch:
              operationId: UpdateThing
              summary: Updates a thing.
              description: An operation of the drill.
              x-semrush-source: DRILL
              parameters:
                - {name: update_mask, in: query, required: true, style: form, explode: false, description: The members., schema: {type: array, items: {type: string}}, example: [name, colour]}
              requestBody:
                required: true
                description: The members.
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/UpdateThingRequest'}
                    examples:
                      updated: {value: {colour: red, name: a}}
              responses:
                '204': {description: Done.}
                '400': {description: Wrong.}
          /things/{id}/file:
            get:
              operationId: GetFile
              summary: Downloads a thing.
              description: An operation of the drill.
              x-semrush-source: DRILL
              x-semrush-doubt: Another source has POST.
              parameters:
                - {name: id, in: path, required: true, description: The thing., schema: {type: string}, example: t1}
              responses:
                '200':
                  description: The file.
                  content:
                    text/csv:
                      schema: {type: string, format: binary}
                      examples:
                        file: {value: "a;b\n1;2\n"}
                '400': {description: Wrong.}
        components:
          securitySchemes:
            bearer: {type: http, scheme: bearer, description: A token.}
          schemas:
            Meta:
              type: object
              description: The metadata of a response.
              required: [success, status_code]
              properties:
                success: {type: boolean, description: Whether the request succeeded.}
                status_code: {type: integer, format: int32, description: The HTTP status code.}
                request_id: {type: string, description: 'The identifier of the request, to quote to support. Its form varies; treat it as opaque.'}
            ThingListEnvelope:
              type: object
              description: The response that contains things.
              properties:
                meta: {$ref: '#/components/schemas/Meta'}
                data: {type: array, description: The things., items: {$ref: '#/components/schemas/Thing'}}
            ThingList:
              type: array
              description: Things.
              items: {$ref: '#/components/schemas/Thing'}
            ThingListMeta:
              description: What a page states about its list.
              allOf:
                - {$ref: '#/components/schemas/Meta'}
                - type: object
                  properties:
                    total_count: {type: integer, format: int32, description: The number of all things.}
                    limit: {type: integer, format: int64, description: The size that was used.}
            ThingPage:
              type: object
              description: A page.
              required: [meta, data]
              properties:
                meta: {allOf: [{$ref: '#/components/schemas/ThingListMeta'}], description: What it states.}
                data: {type: array, description: The things., items: {$ref: '#/components/schemas/Thing'}}
            ThingLabels:
              type: object
              description: The label of each language.
              additionalProperties: {type: string}
            ThingSlice:
              type: object
              description: A page.
              properties:
                things: {type: array, description: The things., items: {$ref: '#/components/schemas/Thing'}}
                next: {type: string, description: The cursor of the next page.}
            Thing:
              type: object
              description: A thing.
              required: [id, note]
              properties:
                id: {type: string, description: The id.}
                note: {type: string, nullable: true, x-semrush-null: true, description: The note.}
                parent_id: {type: string, nullable: true, x-semrush-null: true, description: The parent.}
                picture: {type: string, format: byte, description: The picture.}
                size: {type: integer, format: int64, description: The size.}
                tags: {type: object, description: The tags of each kind., additionalProperties: {type: array, items: {type: string}}}
                labels: {allOf: [{$ref: '#/components/schemas/ThingLabels'}], description: The labels.}
                old: {type: string, deprecated: true, x-semrush-instead: Use Note., description: The old note.}
            NewThing:
              type: object
              description: A thing to add.
              x-semrush-sent: true
              required: [name]
              properties:
                name: {type: string, maxLength: 5, description: The name.}
                parent_id: {type: string, nullable: true, x-semrush-null: true, description: The parent.}
                picture: {type: string, format: byte, description: The picture.}
            UpdateThingRequest:
              type: object
              description: The members that are updated.
              additionalProperties: false
              x-semrush-mask: update_mask
              properties:
                name: {type: string, description: The name.}
                colour: {type: string, description: The colour.}

        """;
}

/// <summary>A contract that does not exist, whose only operation has no content.</summary>
internal static class NoContent
{
    public const string Name = "NoContent";

    public const string Text = """
        openapi: 3.0.3
        info: {title: No Content, version: '1', description: A contract of the drill.}
        servers: [{url: https://api.semrush.com/apis/v4/no-content/v1}]
        security: [{bearer: []}]
        x-semrush-sources: {DRILL: The drill.}
        paths:
          /things/{id}:
            delete:
              operationId: DeleteThing
              summary: Deletes a thing.
              description: An operation of the drill.
              x-semrush-source: DRILL
              parameters:
                - {name: id, in: path, required: true, description: The thing., schema: {type: string}, example: t1}
              responses:
                '204': {description: Done.}
                '400': {description: Wrong.}
        components:
          securitySchemes:
            bearer: {type: http, scheme: bearer, description: A token.}

        """;
}
