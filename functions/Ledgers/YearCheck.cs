using System.Collections.Immutable;
using System.Text.Json;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Ledgers;

/// <param name="Anchors">Days that were anchored, each of which was compared.</param>
public sealed record YearVerification(LedgerVerification Ledger, ImmutableArray<DateOnly> Anchors, ImmutableArray<AnchorGap> Gaps);

/// <summary>
/// All of a year but its files, active or closed: every chain against every anchor, that of the unit's memberships too, heads and board
/// rows, the anchors against each other, the registry.
/// </summary>
public sealed class YearCheck(
    LedgerCheck check,
    MembershipCheck members,
    Anchors anchors,
    LedgerVerifications verifications,
    LedgerLog log,
    Board board,
    Registry registry,
    TimeProvider time)
{
    /// <summary>Stands for the stream where the registry is wrong.</summary>
    private const string RegistryStream = "@registry";

    /// <returns>Null when there is nothing of such a year.</returns>
    public async Task<YearVerification?> VerifyAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var found = await anchors.FindAllAsync(unit, year, cancellation);
        var streams = await check.VerifyAsync(unit, year, found.All, cancellation);
        if (streams.IsEmpty && found.Unreadable.IsEmpty)
        {
            return null;
        }

        var membersCheck = await members.VerifyAsync(
            unit, [.. found.All.SelectMany(anchor => anchor.Heads.Concat(anchor.Earlier))], cancellation);
        streams = streams.Add(membersCheck);

        // Where the unit's own stream does not hold, nothing is held against it.
        var holds = streams.Any(stream => stream is { Stream: Streams.UnitName, Ok: true });
        var state = holds ? await board.UnitYearAsync(unit, year, cancellation) : UnitYearState.Empty;
        var title = membersCheck.Ok ? await TitleAsync(unit, cancellation) : null;
        var (misplaced, isActive) = await RegisteredAsync(unit, year, state, title, cancellation);
        var now = time.GetUtcNow();
        var noted = found.All.IsEmpty ? (await verifications.FindAsync(unit, year, cancellation))?.Anchored : found.All[^1].Day;
        var verdict = AnchorCheck.Verify(
            found.All,
            found.Unreadable,
            closed: state.Done && !isActive, // the last anchor is written before the registry is
            holds ? await BeganAsync(unit, year, cancellation) : null,
            DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1), // today's night may be to come
            anchored: noted is not null);
        return new(
            new LedgerVerification(now, streams, misplaced is null ? verdict.Found : verdict.Found.Add(misplaced), noted),
            [.. found.All.Select(anchor => anchor.Day)],
            verdict.Gaps);
    }

    private async Task<(TamperingFound? Misplaced, bool IsActive)> RegisteredAsync(
        UnitId unit, int year, UnitYearState state, UnitTitle? title, CancellationToken cancellation)
    {
        var wrong = new TamperingFound(Tampering.RegistryMismatch, RegistryStream, 0);
        try
        {
            var registered = await registry.FindAsync(unit, cancellation);
            var isActive = registered?.ActiveYears.Contains(year) ?? false;
            var isRight = state switch
            {
                { Plan: null } => true, // activated first, and opened then
                { Done: false } => isActive,
                _ => isActive || registered is { ClosedYears: var closed } && (closed.IsDefault || closed.Contains(year)),
            };
            var isCalledSo = title is null || (registered?.Name, registered?.Parent?.Value) == (title.Name, title.Parent);
            return (isRight && isCalledSo ? null : wrong, isActive);
        }
        catch (DamagedRowException)
        {
            return (wrong, false);
        }
    }

    /// <summary>What the unit was registered as; null where its events do not say.</summary>
    private async Task<UnitTitle?> TitleAsync(UnitId unit, CancellationToken cancellation) =>
        (await log.ReadMembersAsync(unit, 0, 1, cancellation)) is [{ Text: { } text }]
            && JsonSerializer.Deserialize<MembershipEvent>(text, Wire.Json) is MembershipEvent.UnitFounded first
                ? first.Unit
                : null;

    /// <summary>The day of the unit's first event in the year.</summary>
    private async Task<DateOnly?> BeganAsync(UnitId unit, int year, CancellationToken cancellation) =>
        (await log.ReadAsync(unit, year, null, 0, 1, cancellation)) is [{ Text: { } text }]
            && JsonSerializer.Deserialize<UnitYearEvent>(text, Wire.Json) is { } first
                ? DateOnly.FromDateTime(first.At.UtcDateTime)
                : null;
}
