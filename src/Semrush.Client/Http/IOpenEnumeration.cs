namespace Semrush.Client.Http;

/// <summary>A set of known strings that Semrush may extend: the known ones are static members, any other keeps its text.</summary>
/// <typeparam name="TSelf">The enumeration.</typeparam>
public interface IOpenEnumeration<TSelf>
    where TSelf : struct, IOpenEnumeration<TSelf>
{
    /// <summary>The text on the wire.</summary>
    string Value { get; }

    /// <summary>The value with a given text.</summary>
    /// <param name="value">The text on the wire.</param>
    static abstract TSelf From(string value);
}
