using Semrush.Client.Emulator;

return await new EmulatorCommand().Parse(args).InvokeAsync().ConfigureAwait(false);
