using Semrush.Client.Authentication;
using Semrush.Client.Testing;

namespace Quickstart;

/// <summary>Settings of a sign-in, pointed at the emulator where there is one.</summary>
internal static class Flow
{
    public static T Prepare<T>(T options, SemrushEmulator? emulator)
        where T : TokenFlowOptions
    {
        emulator?.Configure(options);
        return options;
    }
}
