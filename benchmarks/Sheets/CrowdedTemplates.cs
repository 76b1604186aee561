using System.Diagnostics;
using PerfFlow.Benchmarks.Deadline;
using PerfFlow.Demo.Data;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Sheets;

/// <summary>
/// How long a clerk waits for a template with nothing beside it, and while another unit's people keep sending sheets as large as the
/// reader takes. Official host and worker as processes; half of the templates with nothing beside them are asked for before the checks
/// and half after, for a machine whose load drifts.
/// </summary>
internal static class CrowdedTemplates
{
    private const int WarmChecks = 3;
    private static readonly Size Usual = new(Sections: 15, Rows: 19_900, Warm: 200, Samples: 100);
    private static readonly Size Smallest = new(Sections: 1, Rows: 100, Warm: 1, Samples: 4);

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        var size = once ? Smallest : Usual;
        await using var storage = await Host.Storage.StartAsync(inMemory: true);
        using var app = await HostedUnits.StartAsync(storage.ConnectionString, storage.LogFile);
        var calm = Unit(app, "calm", Bureaus.Of(1));
        await calm.RegisterAsync();
        await calm.OpenAsync();
        var wild = Unit(app, "wild", Strangers(size.Sections));
        await wild.RegisterPeopleAsync();
        var (callers, file) = (wild.OfSections, HostileFiles.Indicators(size.Rows));
        await WarmAsync(calm, wild, file, size.Warm);

        var before = await AskAsync(calm, "templates, nothing beside them", size.Samples / 2, null);
        using var checks = new HeavyChecks(wild, callers, file);
        var clock = Stopwatch.StartNew();
        await checks.Began;
        var beside = await AskAsync(calm, $"templates beside the checks of {callers.Count}", size.Samples, checks);
        var (sent, read, busy, time) = (checks.Sent, checks.Read, checks.Busy, clock.Elapsed);
        await checks.EndAsync();
        var after = await AskAsync(calm, "templates, nothing beside them again", size.Samples / 2, null);

        var alone = Quantiles.Of("a template, nothing beside it", before.Concat(after).Select(asked => asked.Seconds)).ToList();
        var crowded = Quantiles.Of(
            $"a template beside checks of {size.Rows:N0} rows by {callers.Count}", beside.Select(asked => asked.Seconds)).ToList();
        return
        [
            .. alone,
            .. crowded,
            new("beside them over nothing beside it, p50", crowded[0].Value / alone[0].Value, "times"),
            new("beside them over nothing beside it, p95", crowded[1].Value / alone[1].Value, "times"),
            new($"checks sent, {read} of them read and {busy} answered 429 by the last template", sent, ""),
            new("checks read a second", read / time.TotalSeconds, ""),
            new("checks read during one template, at most", beside.Max(asked => asked.Checks), ""),
        ];
    }

    /// <summary>Code is compiled again once it has proved hot, and on a busy machine that takes its time.</summary>
    private static async Task WarmAsync(LoadedUnit calm, LoadedUnit wild, byte[] file, int times)
    {
        foreach (var caller in wild.OfSections.Take(WarmChecks))
        {
            await wild.CheckFileAsync(caller, file);
        }

        await AskAsync(calm, "templates before anything is measured", times, null);
    }

    private static async Task<List<Asked>> AskAsync(LoadedUnit unit, string part, int times, HeavyChecks? checks)
    {
        using var progress = new Progress(part, "answered");
        var all = new List<Asked>();
        while (all.Count < times)
        {
            var (read, clock) = (checks?.Read ?? 0, Stopwatch.StartNew());
            progress.Sent();
            await unit.TemplateAsync(unit.Projects[0], Plans.Targets);
            all.Add(new(clock.Elapsed.TotalSeconds, (checks?.Read ?? 0) - read));
            progress.Done();
        }

        return all;
    }

    private static LoadedUnit Unit(HostedUnits app, string name, BureauYear bureau) =>
        app.Unit(name, bureau, new FilledSheets(bureau), Plans.Open(TimeProvider.System.GetUtcNow(), open: 1));

    /// <summary>In sections that no other unit has: the same names would be the same people.</summary>
    private static BureauYear Strangers(int sections)
    {
        var bureau = Bureaus.Of(sections);
        return bureau with
        {
            Projects = [.. bureau.Projects.Select(project => project with { Section = new($"外科室{project.Number}", Origin.Constructed) })],
        };
    }

    /// <param name="Sections">Of the unit that sends checks: two people each.</param>
    /// <param name="Rows">Of the sheet they send.</param>
    /// <param name="Warm">Templates before anything is measured.</param>
    /// <param name="Samples">Templates with and without checks beside them; an even number.</param>
    private sealed record Size(int Sections, int Rows, int Warm, int Samples);

    /// <param name="Checks">How many were read from question to answer.</param>
    private sealed record Asked(double Seconds, int Checks);
}
