namespace PerfFlow.Functions.Sheets;

/// <summary>Cuts the lists of an answer to a length, and counts what it leaves out.</summary>
internal sealed class Cut(int most)
{
    private int omitted;

    /// <summary>Entries left out so far; null for none.</summary>
    public int? Omitted => omitted == 0 ? null : omitted;

    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> list)
    {
        if (list.Count <= most)
        {
            return list;
        }

        omitted += list.Count - most;
        return [.. list.Take(most)];
    }
}
