using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Storage.Ledgers;

/// <summary>What is wrong with a stream.</summary>
public enum Tampering
{
    /// <summary>An event is missing between others, or its large text is gone.</summary>
    EventMissing,

    /// <summary>An event's text is not the one that was hashed, or not in canonical form.</summary>
    EventChanged,

    /// <summary>The head does not stand at the last event.</summary>
    HeadMismatch,

    /// <summary>The chain is whole in itself, and not the one that was anchored.</summary>
    AnchorMismatch,

    /// <summary>The head's state is not what the events come to.</summary>
    StateMismatch,

    /// <summary>The board's row is not what the events come to.</summary>
    BoardMismatch,

    /// <summary>The chain is whole, and its events are none that this application writes.</summary>
    EventUnreadable,

    /// <summary>A person's row is not what the events of the unit's memberships come to.</summary>
    MembershipMismatch,

    /// <summary>Later anchors tell of one that is gone, or a year that is over lacks its last.</summary>
    AnchorMissing,

    /// <summary>What lies in the place of an anchor is none of this year and day.</summary>
    AnchorUnreadable,

    /// <summary>The registry does not have the year where its ledger says it belongs, or the unit is called otherwise there.</summary>
    RegistryMismatch,

    /// <summary>
    /// A command is noted as done where no event is, so that its repeat would be answered from nothing; or a row is none of ours.
    /// </summary>
    CommandMismatch,
}

/// <param name="Version">Where; 0 for the stream as a whole.</param>
public sealed record TamperingFound(Tampering Kind, string Stream, int Version);

/// <summary>Head of a stream as it was found, and what is wrong with it.</summary>
/// <param name="Outdated">Head or board row were left by another version of the application: nothing wrong, and to be rebuilt.</param>
public sealed record StreamCheck(string Stream, int Version, string Hash, TamperingFound? Found, bool Outdated = false)
{
    public bool Ok => Found is null;
}

/// <summary>Checks chains from the stored bytes, against every head anchored so far; trusts no head and no board row.</summary>
public sealed class LedgerCheck(StorageClients clients)
{
    private const int MostLooks = 50;

    private readonly LedgerRows rows = new(clients);

    /// <summary>
    /// Every stream of a unit's year, and every stream an anchor knows. A project that is registered and not begun is among them only
    /// when its row of the board is not right.
    /// </summary>
    public async Task<ImmutableArray<StreamCheck>> VerifyAsync(
        UnitId unit, int year, IReadOnlyCollection<Anchor>? anchors = null, CancellationToken cancellation = default)
    {
        var anchored = (anchors ?? []).SelectMany(anchor => anchor.Heads.Concat(anchor.Earlier))
            .Where(head => head.Stream != StreamKeys.MembersStream) // no stream of the year's; Units.MembershipCheck has it
            .ToLookup(head => head.Stream, StringComparer.Ordinal);
        var streams = await rows.LoadAllAsync(unit, year, cancellation);
        var registered = Registered(unit, year, streams.GetValueOrDefault(StreamKeys.UnitStream))
            ?? Registered(unit, year, await rows.LoadAsync(unit, year, StreamKeys.UnitStream, cancellation)); // cut by two pages
        foreach (var gone in anchored.Select(stream => stream.Key)
            .Concat(registered?.ProjectsToArchive.Select(project => project.Id.Value) ?? []))
        {
            streams.TryAdd(gone, new());
        }

        var checks = ImmutableArray.CreateBuilder<StreamCheck>(streams.Count);
        foreach (var (stream, loaded) in streams)
        {
            var check = Verify(unit, year, stream, loaded, [.. anchored[stream]], registered);
            if (!check.Ok)
            {
                check = await LookAgainAsync(unit, year, stream, [.. anchored[stream]], cancellation);
            }

            if (!check.Ok || check.Version > 0)
            {
                checks.Add(check);
            }
        }

        return checks.ToImmutable();
    }

    /// <summary>
    /// The rows of a year come in several pages, and what is appended between two of them looks like tampering. So a stream
    /// that fails is read alone, until its head and the unit's, which writes to the same row of the board, have stood still meanwhile.
    /// </summary>
    private async Task<StreamCheck> LookAgainAsync(
        UnitId unit, int year, string stream, ImmutableArray<AnchoredHead> anchored, CancellationToken cancellation)
    {
        StreamCheck check;
        (ETag? Own, ETag? Unit) before, after = await TagsAsync();
        var looks = 0;
        do
        {
            before = after;
            var registered = Registered(unit, year, await rows.LoadAsync(unit, year, StreamKeys.UnitStream, cancellation));
            check = Verify(unit, year, stream, await rows.LoadWithBoardAsync(unit, year, stream, cancellation), anchored, registered);
            after = await TagsAsync();
        }
        while (!check.Ok && before != after && ++looks < MostLooks);

        return check;

        async Task<(ETag? Own, ETag? Unit)> TagsAsync() =>
            (await rows.HeadTagAsync(unit, year, stream, cancellation),
                await rows.HeadTagAsync(unit, year, StreamKeys.UnitStream, cancellation));
    }

    /// <returns>The year with its projects; null when its events cannot say, which the check of its own stream tells.</returns>
    private static UnitYear? Registered(UnitId unit, int year, StreamRows? loaded)
        => loaded is null ? UnitYear.Empty
            : Verify(unit, year, StreamKeys.UnitStream, loaded, [], null).Found?.Kind
                is null or Tampering.HeadMismatch or Tampering.StateMismatch or Tampering.BoardMismatch
                ? Fold<UnitYear, UnitYearEvent>(loaded)
                : null;

    /// <param name="registered">The year of the unit with its projects; null: not compared.</param>
    private static StreamCheck Verify(
        UnitId unit, int year, string stream, StreamRows loaded, ImmutableArray<AnchoredHead> anchored, UnitYear? registered)
    {
        var (version, hash, broken) = Chained(stream, $"{unit}:{year}:{stream}", loaded, anchored);
        return broken is not null ? new(stream, version, hash, broken)
            : IsNotBegun(loaded) && !IsRegistered() ? Found(Tampering.BoardMismatch, version)
            : IsNotBegun(loaded) && loaded.Board is not null ? new(stream, version, hash, null)
            : !StandsAt(loaded.Head, version, hash) ? Found(Tampering.HeadMismatch, version)
            : Folded() is not var (head, board) ? Found(Tampering.EventUnreadable, version)
            : Heads.IsOfOneFold(loaded.Head, head) && !Heads.IsSameState(loaded.Head, head) ? Found(Tampering.StateMismatch, version)
            : !StandsAt(loaded.Board, version, hash) || !BoardRowText.IsOf(loaded.Board, board) || !IsRegistered()
                ? Found(Tampering.BoardMismatch, version)
            : !CommandsStand(loaded) ? Found(Tampering.CommandMismatch, version)
            : new(stream, version, hash, null, Outdated: !Heads.IsOfOneFold(loaded.Head, head) || !BoardRows.IsSame(loaded.Board, board));

        StreamCheck Found(Tampering kind, int at) => new(stream, version, hash, new(kind, stream, at));

        bool IsRegistered() => stream == StreamKeys.UnitStream || registered is null
            || RegistrationColumns.Say(
                loaded.Board, registered.RegistrationOf(ProjectId.Parse(stream) is { Refusal: null, Value: var project } ? project : null));

        (TableEntity Head, TableEntity Board)? Folded() => stream == StreamKeys.UnitStream ? Fold(Streams.Of(unit, year), loaded, hash)
            : ProjectId.Parse(stream) is { Refusal: null, Value: var project } ? Fold(Streams.Of(unit, year, project), loaded, hash)
            : null;
    }

    /// <summary>The events from their bytes, one after the other, and what was anchored of them.</summary>
    /// <param name="chain">What the chain begins with.</param>
    /// <returns>How far it holds, and what is wrong there.</returns>
    internal static (int Version, string Hash, TamperingFound? Broken) Chained(
        string stream, string chain, StreamRows loaded, ImmutableArray<AnchoredHead> anchored)
    {
        var (version, hash) = (0, Chain.Genesis(chain));
        foreach (var row in loaded.Events)
        {
            version++;
            if (row.Version != version || row.Text is null)
            {
                return Broken(Tampering.EventMissing);
            }

            hash = Chain.Link(hash, row.Text);
            if (hash != row.Hash || !IsCanonical(row.Text))
            {
                return Broken(Tampering.EventChanged);
            }

            if (anchored.Any(head => head.Version == version && head.Hash != hash))
            {
                return Broken(Tampering.AnchorMismatch);
            }
        }

        return anchored.Any(head => head.Version > version) ? Broken(Tampering.AnchorMismatch) : (version, hash, null);

        (int Version, string Hash, TamperingFound? Broken) Broken(Tampering kind) => (version, hash, new(kind, stream, version));
    }

    /// <summary>A project with nothing in its stream, which its unit may have put into the board all the same.</summary>
    private static bool IsNotBegun(StreamRows loaded)
        => loaded is { Head: null, Events.Count: 0, Commands.Count: 0 }
        && (loaded.Board is null || RegistrationColumns.AreAll(loaded.Board));

    /// <returns>The head and the row of the board as they should be; null when the rules cannot apply the events.</returns>
    private static (TableEntity Head, TableEntity Board)? Fold<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, StreamRows loaded, string hash)
        where TState : class, IFold<TState, TEvent>
        where TEvent : class
        => Fold<TState, TEvent>(loaded) is { } state
            ? (Heads.Row(stream, state, loaded.Events.Count, hash), BoardRows.Row(stream, state, loaded.Events.Count, hash))
            : null;

    private static TState? Fold<TState, TEvent>(StreamRows loaded)
        where TState : class, IFold<TState, TEvent>
        where TEvent : class
    {
        try
        {
            return loaded.Events.Aggregate(
                TState.Empty, (folded, row) => folded.Apply(JsonSerializer.Deserialize<TEvent>(row.Text!, Wire.Json)!));
        }
        catch (Exception)
        {
            return null; // whatever a hand-made event breaks in a fold that is only ever given decided ones
        }
    }

    private static bool IsCanonical(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return CanonicalJson.Of(json.RootElement) == text;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Each says where the stream stood after it.</summary>
    /// <param name="loaded">Its events hold.</param>
    internal static bool CommandsStand(StreamRows loaded)
        => loaded.Commands.All(command => command is { Version: > 0 }
            && command.Version <= loaded.Events.Count
            && command.Hash == loaded.Events[command.Version - 1].Hash);

    internal static bool StandsAt([NotNullWhen(true)] TableEntity? row, int version, string hash)
        => row is not null
        && LedgerRows.NumberIn(row, LedgerRows.VersionColumn) == version
        && LedgerRows.TextIn(row, LedgerRows.HashColumn) == hash;
}
