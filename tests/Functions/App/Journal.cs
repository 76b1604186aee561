using Microsoft.Extensions.Logging;

namespace PerfFlow.Functions.Tests.App;

/// <summary>The errors that the app has logged, as text.</summary>
/// <param name="from">What is an error here.</param>
internal sealed class Journal(LogLevel from = LogLevel.Error) : ILoggerProvider, ILogger
{
    private readonly Lock gate = new();
    private readonly List<string> errors = [];

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (gate)
            {
                return [.. errors];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("PerfFlow", StringComparison.Ordinal)
        ? this
        : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (gate)
            {
                errors.Add(formatter(state, exception));
            }
        }
    }

    public void Dispose()
    {
    }
}
