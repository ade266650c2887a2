namespace Semrush.Client.Tests;

/// <summary>Tests that start many processes run by themselves, so that they take no processor from those that keep time.</summary>
[CollectionDefinition(nameof(ManyProcesses), DisableParallelization = true)]
public sealed class ManyProcesses;
