using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>
/// Finds scenes with as few reads as can be. A project's registration is kept as long as its year says that none has changed. The
/// year itself is kept for seconds, for the path of a sheet: giving out a template, taking a file, reading it, listing both, handing it
/// in. Only what lets something happen is taken from there: before anything is refused storage is asked again, and what this process
/// itself writes is forgotten at once. Against a signature elsewhere the ledger holds (<see cref="Ledger.HoldAsync"/>);
/// memberships are never kept. Which section a project belongs to, what its template says and when it is to spend may be known here
/// five seconds longer than another process has changed it.
/// </summary>
public sealed class KnownYears(Board board, TimeProvider time) : IDisposable
{
    private const int Most = 8192; // a year takes some tens of KB, a project a few

    private const int ProjectsToOneYear = 16;

    private static readonly TimeSpan YearKept = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProjectKept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });
    private int forgotten;

    /// <summary>The year as it is: one read, and another where the registration is not at hand.</summary>
    /// <returns>Without a scene, why there is none.</returns>
    public async Task<(Scene? Scene, UnitYearState Year, Registration? Project)> ReadAsync(
        UnitId unit, int year, ProjectId project, StageId stage, CancellationToken cancellation)
    {
        var before = Volatile.Read(ref forgotten);
        var state = await board.UnitYearAsync(unit, year, cancellation);
        var registration = Kept(unit, year, project, state);
        if (registration is null && (registration = await board.RegistrationAsync(unit, year, project, cancellation)) is not null)
        {
            // Read after the year: it may be newer than what the year says, and then no later year says the same.
            Keep((unit, year, project), new KnownRegistration(state.RegistrationsVersion, registration), ProjectKept);
        }

        if (registration is not null && before == Volatile.Read(ref forgotten)) // else it may be older than what was written meanwhile
        {
            Keep((unit, year), state, YearKept);
        }

        return (Scene.Find(unit, year, state, registration, stage), state, registration);
    }

    /// <summary>As above, of the year a few seconds ago where that allows everything.</summary>
    /// <param name="allows">What is asked of the scene beside an open stage in an open year.</param>
    public async Task<(Scene? Scene, UnitYearState Year, Registration? Project)> FindAsync(
        UnitId unit, int year, ProjectId project, StageId stage, Func<Scene, bool> allows, CancellationToken cancellation)
        => kept.TryGetValue((unit, year), out UnitYearState? state)
            && !state!.IsClosed
            && Kept(unit, year, project, state) is { } registration
            && Scene.Find(unit, year, state, registration, stage) is { } known
            && known.Stage.IsOpenAt(time.GetUtcNow())
            && allows(known)
                ? (known, state, registration)
                : await ReadAsync(unit, year, project, stage, cancellation);

    /// <summary>The projects of the year, without those withdrawn: read once for as long as none changes.</summary>
    public async Task<ImmutableArray<Project>> ProjectsAsync(UnitId unit, int year, UnitYearState state, CancellationToken cancellation)
    {
        if (kept.TryGetValue((unit, year, state.RegistrationsVersion), out ImmutableArray<Project> known))
        {
            return known;
        }

        var all = await board.RegistrationsAsync(unit, year, cancellation);
        return kept.Set(
            (unit, year, state.RegistrationsVersion),
            all.Where(one => !one.IsWithdrawn).Select(one => one.Project).ToImmutableArray(),
            new MemoryCacheEntryOptions { Size = 1 + (all.Length / ProjectsToOneYear), AbsoluteExpirationRelativeToNow = ProjectKept });
    }

    /// <summary>To be called once something was written to the year's stream.</summary>
    public void Forget(UnitId unit, int year)
    {
        Interlocked.Increment(ref forgotten);
        kept.Remove((unit, year));
    }

    public void Dispose() => kept.Dispose();

    private Registration? Kept(UnitId unit, int year, ProjectId project, UnitYearState state)
        => kept.TryGetValue((unit, year, project), out KnownRegistration? known) && known!.Version == state.RegistrationsVersion
            ? known.Registration
            : null;

    private void Keep(object key, object value, TimeSpan span)
        => kept.Set(key, value, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = span });

    private sealed record KnownRegistration(int Version, Registration Registration);
}
