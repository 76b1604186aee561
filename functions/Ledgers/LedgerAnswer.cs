using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Ledgers;

/// <summary>One event of the ledger: who did what and when, all that was said with it, and its place in the chain.</summary>
/// <param name="At">Null, as everything about it, when the event's text is gone.</param>
/// <param name="By">Person id; the key in the event where that person is erased.</param>
/// <param name="What">The event's name, <c>item-returned</c>.</param>
/// <param name="Event">The whole event as it was hashed.</param>
/// <param name="Hash">Of the chain up to here.</param>
public sealed record LedgerEntryAnswer(
    int Version, DateTimeOffset? At, string? By, string? Name, IReadOnlyList<string> Roles, string? What, JsonElement? Event, string Hash)
{
    internal static LedgerEntryAnswer Of(LoggedEvent logged, People people)
    {
        try
        {
            using var json = JsonDocument.Parse(logged.Text ?? "null");
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(logged, json.RootElement.Clone(), people) : Gone(logged);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return Gone(logged); // changed by hand into nothing that was ever written: the verification says so
        }
    }

    private static LedgerEntryAnswer Of(LoggedEvent logged, JsonElement happened, People people)
    {
        var by = happened.TryGetProperty("by", out var actor) && actor.ValueKind == JsonValueKind.Object
            ? actor.Deserialize<Actor>(Storage.Wire.Json)
            : null;
        return new(
            logged.Version,
            happened.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var instant) ? instant : null,
            by is null ? null : people.IdOf(by.Key),
            by is null ? null : people.NameOf(by.Key),
            [.. (by?.Roles ?? []).Select(role => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString()))],
            happened.TryGetProperty("type", out var type) ? type.ToString() : null,
            happened,
            logged.Hash);
    }

    private static LedgerEntryAnswer Gone(LoggedEvent logged) => new(logged.Version, null, null, null, [], null, null, logged.Hash);
}

/// <summary>A page of one stream.</summary>
/// <param name="Stream">Project id, or <c>@unit</c>.</param>
/// <param name="Next">Ask with <c>after</c> = this for the next page; null at the end.</param>
[NeedsPeople]
public sealed record LedgerAnswer(string Stream, IReadOnlyList<LedgerEntryAnswer> Events, int? Next);
