// Most of these tests wait: for connections, for limits, for processes.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Tests that listen to the whole process run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
