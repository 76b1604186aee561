namespace PerfFlow.Attack.Tests.App;

/// <summary>All that a unit's year has in its ledger, by the hash of each stream.</summary>
internal static class Heads
{
    /// <summary>As recomputed from the events; the ledger must be whole.</summary>
    public static async Task<IReadOnlyList<string>> HeadsAsync(this AttackUnit unit)
    {
        var verified = AttackUnit.Expect("200", await unit.As("auditor").GetAsync($"{unit.Base}/ledger/verification"));
        Assert.True((bool)verified.Json["ok"]!, verified.Text);
        return [.. verified.Json["streams"]!.AsArray().Select(stream => $"{stream!["stream"]} {stream["version"]} {stream["head"]}")];
    }

    /// <summary>How often each kind of event is in a stream.</summary>
    /// <param name="project">Null: the unit's own.</param>
    public static async Task<IReadOnlyDictionary<string, int>> EventsAsync(this AttackUnit unit, string? project = "p1")
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        int? after = 0;
        while (after is not null)
        {
            var page = AttackUnit.Expect("200", await unit.As("auditor").GetAsync(
                $"{unit.Base}/ledger?take=200&after={after}{(project is null ? "" : $"&project={project}")}"));
            foreach (var what in page.Json["events"]!.AsArray().Select(happened => (string)happened!["what"]!))
            {
                counts[what] = counts.GetValueOrDefault(what) + 1;
            }

            after = (int?)page.Json["next"];
        }

        return counts;
    }
}
