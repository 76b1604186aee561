using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>Someone who may be the one who was invited, or who asks to join.</summary>
/// <param name="Person">Person id.</param>
/// <param name="Name">In their token.</param>
/// <param name="Account">In their token, as it is compared; null when it has none.</param>
public sealed record Offer(string Person, string Name, string? Account, DateTimeOffset At);

/// <summary>Someone who is to become a member, and is not known by object id yet; or who asks to be one.</summary>
/// <param name="Id">Random, or of the command that invited.</param>
/// <param name="Tenant">Of whom alone it is; empty for who asks to join.</param>
/// <param name="Account">As it is compared; null for who asks to join.</param>
/// <param name="Terms">Null for who asks to join.</param>
/// <param name="Text">What they say who ask.</param>
/// <param name="Bound">Key of the person it was bound to; null while it is open.</param>
/// <param name="Content">See <see cref="CommandKey"/>; null where it has none.</param>
public sealed record Invitation(
    string Id, string Tenant, string? Account, string Name, Terms? Terms, string? Email, string? Text,
    DateTimeOffset At, ImmutableArray<Offer> Offers, string? Bound = null, string? Content = null)
{
    public const int MostOffers = 20;

    private const int LengthOfCommand = 24; // hex digits of a hash: 96 bits
    private const string Prefix = "!invitation:";
    private const string Column = "Invitation";

    internal static string First => Prefix;

    internal static string End => "!invitation;";

    internal static string IdOf(CommandKey command) => command.Id[..LengthOfCommand];

    internal static string RowKey(string id) => Prefix + KeyText.Encode(id);

    internal static Invitation Of(TableEntity row) =>
        row.Read(row => JsonSerializer.Deserialize<Invitation>(row.GetLongText(Column), Wire.Json)!);

    internal TableEntity Row(UnitId unit) =>
        new TableEntity(unit.Value, RowKey(Id)).WithLongText(Column, JsonSerializer.Serialize(this, Wire.Json));

    internal bool Names(string person, string? key) => (Bound is not null && Bound == key) || Offers.Any(offer => offer.Person == person);
}
