namespace PerfFlow.LocalHost;

/// <summary>The app cannot be started as it is; the message says what to change, one line for each error.</summary>
public sealed class StartupException : Exception
{
    public StartupException()
    {
    }

    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
