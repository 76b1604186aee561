using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PerfFlow.Emulator.Hosting;

/// <summary>One short line for each log entry: the time, the level if it matters, the message; an exception below it.</summary>
internal sealed class ConsoleLines(IOptions<ConsoleLinesOptions> options) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";

    public static void Configure(ILoggingBuilder logging, AppSettings settings)
    {
        logging.ClearProviders();
        logging.Services.AddSingleton<IConfigureOptions<ConsoleLinesOptions>>(services =>
            new ConfigureOptions<ConsoleLinesOptions>(lines => lines.Clock = services.GetRequiredService<TimeProvider>()));
        logging.AddConsole(console => console.FormatterName = FormatterName).AddConsoleFormatter<ConsoleLines, ConsoleLinesOptions>();
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        logging.AddConfiguration(settings.Host.GetSection("logging"));
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(options.Value.Clock.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(logEntry.LogLevel switch
        {
            LogLevel.Warning => "warning: ",
            LogLevel.Error => "error: ",
            LogLevel.Critical => "critical: ",
            _ => "",
        });
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is not null)
        {
            textWriter.WriteLine(logEntry.Exception);
        }
    }
}

internal sealed class ConsoleLinesOptions : ConsoleFormatterOptions
{
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
