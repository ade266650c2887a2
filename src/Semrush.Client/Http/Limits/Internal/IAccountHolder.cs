namespace Semrush.Client.Http.Limits.Internal;

/// <summary>A credential that knows its account, because its secret tells.</summary>
internal interface IAccountHolder
{
    Account Account { get; }
}
