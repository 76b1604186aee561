namespace PerfFlow.Storage.Tables;

/// <summary>
/// What lies in a table is nothing that this application writes: a row put there or changed by hand, or one that is gone. Asking again does
/// not help: somebody has to put it right.
/// </summary>
public sealed class DamagedRowException : Exception
{
    public DamagedRowException()
    {
    }

    public DamagedRowException(string message)
        : base(message)
    {
    }

    public DamagedRowException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="where">Partition and row, or the stream: ids alone.</param>
    public DamagedRowException(string where, string what, Exception? inner = null)
        : base($"{where}: {what}; verify the ledger.", inner)
        => Where = where;

    public string Where { get; } = "";
}
