using System.Globalization;
using System.Text;

namespace Semrush.Client.Authentication;

/// <summary>What a person is shown to sign in on another device.</summary>
/// <param name="VerificationUri">The page to open; Semrush's already carries the code. Always https, or http to this machine where <c>BaseAddress</c> is.</param>
/// <param name="UserCode">The code to compare with the one on the page, or to enter there; empty where the server gave none.</param>
/// <param name="ExpiresAt">Until when the person can approve.</param>
public sealed record DevicePrompt(Uri VerificationUri, string UserCode, DateTimeOffset ExpiresAt)
{
    // What the compiler would print depends on the culture, whose calendar may end before a date of a server.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"VerificationUri = {VerificationUri}, UserCode = {UserCode}, ExpiresAt = {ExpiresAt:O}");
        return true;
    }
}
