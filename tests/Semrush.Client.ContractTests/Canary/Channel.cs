namespace Semrush.Client.ContractTests.Canary;

/// <summary>The ways out of a program.</summary>
internal static class Channel
{
    public const string Log = "log";
    public const string Exception = "exception";
    public const string Text = "ToString";
    public const string Activity = "activity";
    public const string Meter = "meter";
    public const string EventSource = "event-source";
    public const string Output = "stdout";
    public const string Error = "stderr";
    public const string File = "file";

    public static readonly string[] All = [Log, Exception, Text, Activity, Meter, EventSource, Output, Error, File];
}
