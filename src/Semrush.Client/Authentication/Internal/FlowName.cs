using System.Text;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Internal;

/// <summary>The key of tokens in a store. All that tells two sign-ins apart is in it: flow, client, scopes, server and account.</summary>
internal static class FlowName
{
    // Half of a surrogate pair would be escaped like any other half.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The part of the key that a flow knows.</summary>
    /// <param name="flow">The kind of the flow.</param>
    /// <param name="options">The settings, for the address of the server: tokens of the emulator are none of the real server.</param>
    /// <param name="contractServer">The server where the settings name none.</param>
    /// <param name="client">The client identifier, where the flow has one.</param>
    /// <param name="scopes">The scopes, where the flow has some.</param>
    public static string Of(string flow, TokenFlowOptions options, string contractServer, string? client, IReadOnlyList<string> scopes)
    {
        var parts = new List<string> { flow };
        if (client is not null)
            parts.Add($"client={Uri.EscapeDataString(client)}");
        if (scopes.Count > 0)
            parts.Add($"scope={string.Join(',', scopes.Select(Uri.EscapeDataString).Order(StringComparer.Ordinal))}");
        parts.Add($"server={new ServerAddress(options.BaseAddress).Resolve(contractServer).TrimEnd('/')}");
        return string.Join(';', parts);
    }

    /// <summary>The whole key. The account is last and escaped, so that no name of a flow can be taken for one with an account.</summary>
    public static string WithAccount(string flowName, string account) => $"{flowName};account={Uri.EscapeDataString(Checked(account))}";

    /// <summary>The name of an account, where it is one.</summary>
    /// <exception cref="ArgumentException">It is empty, white space or not valid Unicode.</exception>
    public static string Checked(string account)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        try
        {
            Strict.GetByteCount(account);
            return account;
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException("The name of an account has half of a surrogate pair.", nameof(account));
        }
    }
}
