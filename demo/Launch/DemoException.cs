namespace PerfFlow.Demo.Launch;

/// <summary>Something the person at the terminal can put right; the message says how.</summary>
public sealed class DemoException : Exception
{
    public DemoException()
    {
    }

    public DemoException(string message)
        : base(message)
    {
    }

    public DemoException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
