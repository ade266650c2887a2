namespace Semrush.Client.ContractTests.Canary;

/// <summary>What listens to the whole process runs when nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
