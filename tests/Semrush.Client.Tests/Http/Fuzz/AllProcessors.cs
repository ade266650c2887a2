namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>Tests that keep every processor busy run by themselves, so that they take none from those that keep time.</summary>
[CollectionDefinition(nameof(AllProcessors), DisableParallelization = true)]
public sealed class AllProcessors;
