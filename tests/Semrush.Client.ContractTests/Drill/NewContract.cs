namespace Semrush.Client.ContractTests.Drill;

/// <summary>A contract that does not exist, with what none of the real ones has: names that need care, a list as the answer, a base, a body that may be left out.</summary>
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
              x-semrush-paging: {parameter: page-number, item: Report, items: content, last: last, totalPages: total-pages, number: number}
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
                      some: {value: {code: '123"', days: ['2026-03-02']}}
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
              required: [code]
              properties:
                code: {type: string, description: A code., pattern: '^\d{3}"$'}
                days: {type: array, description: The days., minItems: 1, items: {type: string, format: date}}
            SettingsRequest:
              type: object
              description: How reports are made.
              additionalProperties: false
              properties:
                quiet: {type: boolean, description: Whether nobody is told.}
                levels: {type: array, description: The levels., items: {type: integer, format: int32}}
                names: {type: array, description: The names., items: {type: string}}

        """;
}
