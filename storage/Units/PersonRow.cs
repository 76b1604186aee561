using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>
/// All that is known of a person in a unit, in the one row there is of them, by person id. It outlives the membership, so that
/// the ledger can still be read and who comes back is the same person; erased, it keeps the key alone.
/// </summary>
internal static class PersonRow
{
    public const string MembershipColumn = "Membership";
    public const string ProposalColumn = "Proposal";

    private const string KeyColumn = "Key";
    private const string NameColumn = "Name";
    private const string EmailColumn = "Email";
    private const string MailColumn = "Mail";

    private sealed record Proposed(int Number, string Name, string? Email, Terms Terms, string By, DateTimeOffset At);

    public static string RowKey(string person) => KeyText.Encode(person);

    /// <summary>A member of whom nothing is proposed.</summary>
    /// <param name="membership">With its key.</param>
    /// <param name="found">The row before; null when there was none.</param>
    public static TableEntity Of(UnitId unit, Membership membership, TableEntity? found)
    {
        var row = Named(unit, membership.Person, membership.Key, membership.Name);
        row[MembershipColumn] = JsonSerializer.Serialize(TermsOf(membership), Wire.Json);
        if (membership.Email is not null)
        {
            row[EmailColumn] = membership.Email;
        }

        if (found?.TryGetValue(MailColumn, out var wish) == true)
        {
            row[MailColumn] = wish;
        }

        return row;
    }

    /// <summary>Who is no member, and has done something in the unit or is about to come.</summary>
    public static TableEntity Named(UnitId unit, string person, string key, string name) =>
        new(unit.Value, RowKey(person)) { [KeyColumn] = key, [NameColumn] = name };

    public static TableEntity Removed(TableEntity row) => Only(row, NameColumn, EmailColumn);

    /// <summary>What is to be merged into a row.</summary>
    public static TableEntity Wishing(TableEntity row, MailWish wish) =>
        new(row.PartitionKey, row.RowKey) { [MailColumn] = wish.ToString() };

    public static MailWish Wish(TableEntity row) =>
        row.TryGetValue(MailColumn, out var wish) && Enum.TryParse<MailWish>(wish as string, out var known) ? known : MailWish.AtOnce;

    public static TableEntity Erased(TableEntity row) => Only(row);

    /// <summary>As it is, and waiting.</summary>
    /// <param name="row">Null for who has none yet.</param>
    public static TableEntity Proposing(UnitId unit, TableEntity? row, ProposedMembership proposal)
    {
        var (asked, proposing) = (proposal.Membership, row is null
            ? Named(unit, proposal.Membership.Person, proposal.Membership.Key, proposal.Membership.Name)
            : Only(row, NameColumn, EmailColumn, MembershipColumn, MailColumn));
        proposing.TryAdd(NameColumn, asked.Name); // they were erased, and come back
        proposing[ProposalColumn] = JsonSerializer.Serialize(
            new Proposed(proposal.Number, asked.Name, asked.Email, TermsOf(asked), proposal.By, proposal.At), Wire.Json);
        return proposing;
    }

    public static TableEntity Refused(TableEntity row) => Only(row, NameColumn, EmailColumn, MembershipColumn, MailColumn);

    public static bool IsErased(TableEntity row) => !row.ContainsKey(NameColumn);

    /// <exception cref="DamagedRowException">It is no person's row.</exception>
    public static string KeyOf(TableEntity row) => row.Read(row => row.GetString(KeyColumn));

    /// <inheritdoc cref="KeyOf"/>
    public static Person Person(TableEntity row) => row.Read(
        row => new Person(KeyOf(row), KeyText.Decode(row.RowKey), row.GetString(NameColumn), Membership(row), Wish(row)));

    /// <summary>Null when the person is no member.</summary>
    /// <inheritdoc cref="KeyOf"/>
    public static Membership? Membership(TableEntity? row)
        => row is null || !row.ContainsKey(MembershipColumn) ? null : row.Read(row =>
        {
            var terms = JsonSerializer.Deserialize<Terms>(row.GetString(MembershipColumn), Wire.Json)!;
            return new Membership(
                KeyText.Decode(row.RowKey), row.GetString(NameColumn), terms.Roles,
                terms.Sections, row.GetString(EmailColumn), KeyOf(row));
        });

    /// <summary>What waits for a second person; null when nothing does.</summary>
    /// <inheritdoc cref="KeyOf"/>
    public static ProposedMembership? Proposal(TableEntity? row)
        => row is null || !row.ContainsKey(ProposalColumn) ? null : row.Read(row =>
        {
            var proposed = JsonSerializer.Deserialize<Proposed>(row.GetString(ProposalColumn), Wire.Json)!;
            var (person, terms) = (KeyText.Decode(row.RowKey), proposed.Terms);
            return new ProposedMembership(
                proposed.Number,
                new(person, proposed.Name, terms.Roles, terms.Sections, proposed.Email, KeyOf(row)),
                proposed.By,
                proposed.At);
        });

    public static Terms TermsOf(Membership membership) => new(membership.Roles, membership.Sections);

    private static TableEntity Only(TableEntity row, params ReadOnlySpan<string> columns)
    {
        var left = new TableEntity(row.PartitionKey, row.RowKey) { [KeyColumn] = KeyOf(row) };
        foreach (var column in columns)
        {
            if (row.TryGetValue(column, out var value))
            {
                left[column] = value;
            }
        }

        return left;
    }
}

/// <summary>A membership that waits for a second person.</summary>
/// <param name="Number">In the unit, from 1.</param>
/// <param name="Membership">As it is to be.</param>
/// <param name="By">Key of who proposed it.</param>
public sealed record ProposedMembership(int Number, Membership Membership, string By, DateTimeOffset At);
