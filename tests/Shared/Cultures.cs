using System.Globalization;

namespace Semrush.Client;

/// <summary>Cultures that a test looks at.</summary>
internal static class Cultures
{
    /// <summary>The culture of that name; where the process is to have none, the test is skipped and says so.</summary>
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
