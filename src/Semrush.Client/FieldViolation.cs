namespace Semrush.Client;

/// <summary>A field of the request that the server refused.</summary>
/// <param name="Field">The name of the field, as the server calls it.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description);
