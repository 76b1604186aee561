using System.Diagnostics;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>
/// The day most of a province's sheets come in, on one machine: units opened, sheets uploaded until they are scored, submitted and
/// decided on until they are locked. This process is the driver and speaks HTTP alone; host, worker and Azurite are processes of their own.
/// </summary>
internal static class DeadlineDay
{
    private const int AtOnce = 16;
    private const int AloneSheets = 60;
    private const int BusyOf = 5;
    private const double SheetsAtFullSpeed = 40; // a second, to fill in enough of them beforehand
    private static readonly TimeSpan Looks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAtOne = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Scale scale)
    {
        await using var stand = await Stand.StartAsync(scale, Looks);
        var figures = new List<Figure>();
        figures.AddRange(await OpenAsync(stand));

        var targets = stand.Desks(Plans.Targets);
        await FillAsync(targets, 1);
        figures.AddRange(await RushAsync(stand, "targets, once each", () => Uploading.OnceAsync(targets, stand.Boards, AtOnce)));
        figures.AddRange(await DecideAsync(stand, "targets", targets, scale.Time));

        var later = stand.Desks([.. Plans.Later]);
        var busy = later.Where((_, index) => index % BusyOf == 0).ToList(); // what waits to be scored is never more than these
        await FillAsync(later, 1 + (int)Math.Ceiling(scale.Rate * scale.Time.TotalSeconds / later.Count) + 1);
        await FillAsync(
            busy, 2 + (int)Math.Ceiling(((SheetsAtFullSpeed / busy.Count) + (scale.Rate / later.Count)) * scale.Time.TotalSeconds));
        figures.AddRange(await AloneAsync(later));
        figures.AddRange(await RushAsync(
            stand, $"uploads at {scale.Rate:0.#} a second", () => Uploading.AtRateAsync(later, stand.Boards, scale.Rate, scale.Time)));
        figures.AddRange(
            await RushAsync(stand, "uploads at full speed", () => Uploading.AtFullSpeedAsync(busy, stand.Boards, AtOnce, scale.Time)));
        figures.AddRange(await DecideAsync(stand, "sheets of all later stages", [.. later.Where(desk => desk.Version > 0)], scale.Time));

        var (azurite, host, worker) = stand.Parties.Peaks();
        return
        [
            .. figures,
            new("peak memory: Azurite", azurite / 1e6, "MB"),
            new("peak memory: host", host / 1e6, "MB"),
            new("peak memory: worker", worker / 1e6, "MB"),
            new("looks at boards, by the driver", stand.Boards.Looks, ""),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> OpenAsync(Stand stand)
    {
        using var progress = new Progress($"{stand.Units.Count} units registered and opened", "opened");
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(stand.Units.Select(async unit =>
        {
            await unit.RegisterAsync();
            progress.Sent();
        }));
        var registered = clock.Elapsed;
        var began = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(stand.Units.Select(async unit =>
        {
            await unit.OpenAsync();
            progress.Done();
        }));
        var ended = await EngineRest.AfterAsync(stand.ConnectionString);
        return
        [
            new("units", stand.Units.Count, ""),
            new("projects of each", stand.Units[0].Projects.Count, ""),
            new("registering units, people, projects", registered.TotalSeconds, "s"),
            new("opening the unit-years, all stages, until the engine rests", (ended - began).TotalSeconds, "s"),
        ];
    }

    private static async Task FillAsync(List<Desk> desks, int versions)
    {
        using var progress = new Progress($"{versions} sheets of each of {desks.Count} items filled in", "filled");
        foreach (var desk in desks)
        {
            for (var version = 1; version <= versions; version++)
            {
                await desk.Unit.FileAsync(desk.Project, desk.Stage, version);
                progress.Done();
            }
        }
    }

    /// <summary>One at a time, nothing else going on, and asked for every 20 ms.</summary>
    private static async Task<IEnumerable<Figure>> AloneAsync(List<Desk> desks)
    {
        using var progress = new Progress("one sheet at a time", "scored");
        var times = new List<double>();
        foreach (var desk in desks.Take(AloneSheets))
        {
            var clock = Stopwatch.StartNew();
            await desk.Unit.UploadAsync(desk.Project, desk.Stage, ++desk.Version);
            while ((await desk.Unit.ReadingAsync(desk.Project, desk.Stage, desk.Version)).State != "read")
            {
                await Task.Delay(LookAtOne);
            }

            times.Add(clock.Elapsed.TotalSeconds);
            progress.Done();
        }

        return Quantiles.Of("one sheet at a time, upload to scored", times);
    }

    private static async Task<IReadOnlyList<Figure>> RushAsync(Stand stand, string part, Func<Task<Uploading>> rush)
    {
        var before = stand.Parties.Busy();
        var done = await rush();
        var count = done.Scored.Count;
        return
        [
            new($"{part}: sheets", count, ""),
            new($"{part}: sustained", count / done.Elapsed.TotalSeconds, "sheets/s"),
            .. Quantiles.Of($"{part}: answered", done.Answered),
            .. Quantiles.Of($"{part}: scored", done.Scored),
            .. stand.Parties.Busy().Each(before, count, $"a sheet, {part}"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> DecideAsync(Stand stand, string part, List<Desk> desks, TimeSpan time)
    {
        var before = stand.Parties.Busy();
        var done = await Deciding.RunAsync(desks, stand.Boards, AtOnce, time);
        var count = done.Locked.Count;
        return
        [
            new($"{part}: items decided", count, ""),
            new($"{part}: commands an item", (double)done.Commands / count, ""),
            new($"{part}: submit to locked, sustained", count / done.Elapsed.TotalSeconds, "items/s"),
            .. Quantiles.Of($"{part}: a command answered", done.Answered),
            .. Quantiles.Of($"{part}: locked", done.Locked),
            .. stand.Parties.Busy().Each(before, count, $"an item decided, {part}"),
        ];
    }
}
