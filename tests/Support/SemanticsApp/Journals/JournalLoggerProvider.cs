using Microsoft.Extensions.Logging;

namespace PerfFlow.SemanticsApp.Journals;

/// <summary>Writes what is logged about an <c>{Instance}</c> to the topic <c>log-{instance}</c>.</summary>
internal sealed class JournalLoggerProvider(Journal journal) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(journal);

    public void Dispose()
    {
    }

    private sealed class Logger(Journal journal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (state is IEnumerable<KeyValuePair<string, object?>> values
                && values.FirstOrDefault(value => value.Key == "Instance").Value is string instance)
            {
                journal.Add($"log-{instance}", formatter(state, exception));
            }
        }
    }
}
