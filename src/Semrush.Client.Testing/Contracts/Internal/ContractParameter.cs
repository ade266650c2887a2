using NJsonSchema;
using NSwag;

namespace Semrush.Client.Testing.Contracts.Internal;

/// <summary>A parameter in the path, the query or a header. A list that is not exploded travels as one value with commas.</summary>
internal sealed record ContractParameter(string Name, OpenApiParameterKind In, bool IsRequired, JsonSchema Schema, bool IsExploded);
