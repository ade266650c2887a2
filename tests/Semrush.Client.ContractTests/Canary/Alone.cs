namespace Semrush.Client.ContractTests.Canary;

/// <summary>Tests that listen to the whole process run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
