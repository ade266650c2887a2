namespace Semrush.Client.Http.Internal;

/// <summary>A model that knows the limits of its contract.</summary>
internal interface IChecked
{
    void Check(Check check);
}
