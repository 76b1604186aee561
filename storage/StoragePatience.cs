namespace PerfFlow.Storage;

/// <summary>How long storage is waited for, below the patience of whoever asked (often 100 s).</summary>
/// <param name="PerTry">
/// A try, up to its answer, and then between any two parts of it. What is sent with it has a second more for each 2 MB.
/// </param>
/// <param name="InAll">A call with all its tries, and all calls of a request together (<see cref="RequestPatience"/>).</param>
public sealed record StoragePatience(TimeSpan PerTry, TimeSpan InAll)
{
    private const double SlowestBytesPerSecond = 2 * 1024 * 1024;

    public static StoragePatience Usual { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    /// <summary>What is allowed on top for bytes that are sent.</summary>
    internal static TimeSpan ToSend(long bytes) => TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond);
}
