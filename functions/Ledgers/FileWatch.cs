using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// Looks through the files of years, active and closed, a slice at a time. Who dies in between looks at one slice again; of two who look at
/// once either one's note holds, for both looked from the same place on.
/// </summary>
public sealed class FileWatch(FileCheck check, FilePassNotes notes, FileCheckPace pace, TimeProvider time, ILogger<FileWatch> log)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10); // between the clocks of two instances

    /// <summary>One transaction where no look is due.</summary>
    /// <param name="beginsAsync">Called when a look through all begins.</param>
    public async Task NightlyAsync(UnitId unit, int year, FileBudget budget, Func<Task> beginsAsync, CancellationToken cancellation)
    {
        if (budget.IsSpent)
        {
            return;
        }

        var passes = await FindAsync(unit, year, cancellation);
        if (passes.Running is null)
        {
            if (passes.Last is { } last && last.Begun + pace.Every > time.GetUtcNow())
            {
                return;
            }

            await beginsAsync();
        }

        await ContinueAsync(unit, year, passes, budget.Take, cancellation);
    }

    /// <summary>The next slice, whether or not it is due: a new look where none is going on.</summary>
    /// <param name="take">See <see cref="FileCheck.ContinueAsync"/>.</param>
    public async Task<FilePasses> ContinueAsync(UnitId unit, int year, Func<int, bool> take, CancellationToken cancellation) =>
        await ContinueAsync(unit, year, await FindAsync(unit, year, cancellation), take, cancellation);

    /// <summary>Of a time to come nobody can have noted anything: it is as if there were no note.</summary>
    private async Task<FilePasses> FindAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var (passes, latest) = (await notes.FindAsync(unit, year, cancellation), time.GetUtcNow() + Skew);
        return passes.Last?.Begun > latest || passes.Last?.Ended > latest || passes.Running?.Begun > latest ? new() : passes;
    }

    private async Task<FilePasses> ContinueAsync(
        UnitId unit, int year, FilePasses passes, Func<int, bool> take, CancellationToken cancellation)
    {
        var before = passes.Running ?? new FilePass(time.GetUtcNow());
        var pass = await check.ContinueAsync(unit, year, before, take, time.GetUtcNow, cancellation);
        foreach (var (file, found) in pass.Found.Skip(before.Found.Length))
        {
            log.Damage(new AlteredFileException(file, found));
        }

        passes = pass.Ended is null ? passes with { Running = pass } : new FilePasses(pass);
        await notes.KeepAsync(unit, year, passes, cancellation);
        return passes;
    }
}
