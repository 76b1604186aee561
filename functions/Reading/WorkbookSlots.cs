namespace PerfFlow.Functions.Reading;

/// <summary>One workbook at a time per core bounds the memory, whoever asks for it to be read or marked.</summary>
internal static class WorkbookSlots
{
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    public static async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await Free.WaitAsync(cancellation);
        try
        {
            return work();
        }
        finally
        {
            Free.Release();
        }
    }
}
