namespace Semrush.Client.Testing.Checks.Internal;

/// <summary>What is wrong with a part of a request. Never holds a value of the request, which may be a secret.</summary>
internal sealed record Violation(string Field, string Description);
