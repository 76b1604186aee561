namespace PerfFlow.Storage;

/// <summary>The account as its row says.</summary>
/// <param name="Id">Random; in a row of each of its tables.</param>
/// <param name="Made">What was made once, tables and containers; null before all of it was.</param>
internal sealed record StorageAccount(string Id, IReadOnlySet<string>? Made)
{
    private const string OfContainers = "/";

    public static IEnumerable<string> All => [.. StorageSchema.Tables, .. StorageSchema.Containers.Select(name => OfContainers + name)];

    public bool IsNoted => Made is not null;

    public bool HasTable(string name) => Made?.Contains(name) ?? false;

    public bool HasContainer(string name) => HasTable(OfContainers + name);
}
