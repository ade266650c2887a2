namespace Semrush.Client.Emulator;

internal static class Program
{
    private static Task<int> Main(string[] arguments) => new EmulatorCommand().Parse(arguments).InvokeAsync();
}
