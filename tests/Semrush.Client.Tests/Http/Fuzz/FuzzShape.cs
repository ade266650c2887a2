using System.Text;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>A kind of body, and what reads it.</summary>
public sealed class FuzzShape
{
    private readonly byte[] _body;
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly int[] _statuses;
    private readonly Func<FuzzProgram, Task<object?>>[] _calls;

    internal FuzzShape(string name, string body, int[] statuses, params Func<FuzzProgram, Task<object?>>[] calls)
    {
        Name = name;
        _body = Encoding.UTF8.GetBytes(body);
        _pieces = Piece.Of(_body);
        _statuses = statuses;
        _calls = calls;
    }

    public string Name { get; }

    public override string ToString() => Name;

    internal byte[] Mutated(int seed) => Mutation.Of(_body, _pieces, seed);

    internal int StatusOf(int seed) => _statuses[seed % _statuses.Length];

    // Every call meets every status.
    internal Func<FuzzProgram, Task<object?>> CallOf(int seed) => _calls[seed / _statuses.Length % _calls.Length];
}
