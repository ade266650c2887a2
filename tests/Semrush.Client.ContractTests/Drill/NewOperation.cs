namespace Semrush.Client.ContractTests.Drill;

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
                  description: Whether to list what nobody did.
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
              description: The answer that carries an audit trail.
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
