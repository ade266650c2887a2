using System.Globalization;

namespace Semrush.Client;

/// <summary>Cultures that a test uses.</summary>
internal static class Cultures
{
    /// <summary>The culture of that name; the test is skipped if the process has none.</summary>
    public static CultureInfo Of(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            Assert.Skip("This process has no cultures.");
            throw;
        }
    }
}
