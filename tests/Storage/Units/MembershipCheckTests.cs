using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

/// <summary>Whatever a hand changes of who may do what is found, and nothing else is.</summary>
[Collection(nameof(StorageCollection))]
public sealed class MembershipCheckTests(StorageFixture storage)
{
    private const string Clerk = "t=3Aclerk";
    private const string Head = "!@members:@";

    private TableClient Table => storage.Clients.Tables.GetTableClient("members");

    [Fact]
    public async Task What_was_done_by_the_rules_is_sound()
    {
        var unit = await PlayedAsync();

        var check = await CheckAsync(unit);

        Assert.Equal(("@members", 9, null, false), (check.Stream, check.Version, check.Found, check.Outdated));
        Assert.Null((await new MembershipCheck(storage.Clients).VerifyAsync(unit, [new("@members", 9, check.Hash)])).Found);
        Assert.Null((await CheckAsync(StorageFixture.NewUnit())).Found);
    }

    [Fact]
    public async Task An_anchor_tells_a_chain_that_was_written_anew() => Assert.Equal(
        [(Tampering.AnchorMismatch, 2), (Tampering.AnchorMismatch, 9)],
        new[]
        {
            await new MembershipCheck(storage.Clients).VerifyAsync(await PlayedAsync(), [new("@members", 2, "another")]),
            await new MembershipCheck(storage.Clients).VerifyAsync(await PlayedAsync(), [new("@members", 10, "later")]),
        }.Select(check => (check.Found!.Kind, check.Found.Version)));

    public static TheoryData<string, Tampering> Hands => new()
    {
        { "a role is added to a row", Tampering.MembershipMismatch },
        { "a section is changed in a row", Tampering.MembershipMismatch },
        { "a membership is taken out of a row", Tampering.MembershipMismatch },
        { "a membership is put back into a row", Tampering.MembershipMismatch },
        { "a row is added", Tampering.MembershipMismatch },
        { "a row without a membership is added", Tampering.MembershipMismatch },
        { "a row is deleted", Tampering.MembershipMismatch },
        { "a key is changed", Tampering.MembershipMismatch },
        { "a key is that of another", Tampering.MembershipMismatch },
        { "a membership is no JSON", Tampering.MembershipMismatch },
        { "a membership is a number", Tampering.MembershipMismatch },
        { "a proposal says another role", Tampering.MembershipMismatch },
        { "a proposal is gone", Tampering.MembershipMismatch },
        { "a decider is added to the head", Tampering.StateMismatch },
        { "the head is gone", Tampering.HeadMismatch },
        { "a command is noted that nobody did", Tampering.CommandMismatch },
        { "an event is changed", Tampering.EventChanged },
        { "an event is gone", Tampering.EventMissing },
    };

    [Theory]
    [MemberData(nameof(Hands))]
    public async Task Each_hand_is_found(string hand, Tampering kind)
    {
        var unit = await PlayedAsync();
        await TamperAsync(unit, hand);

        Assert.Equal(kind, (await CheckAsync(unit)).Found?.Kind);
    }

    [Fact]
    public async Task A_check_while_others_write_finds_nothing()
    {
        var unit = await PlayedAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async who =>
        {
            for (var i = 0; i < 10; i++)
            {
                await FoundedUnit.Ledger(storage.Clients).SetAsync(unit, FoundedUnit.Admin, Member($"w{who}", Role.SectionClerk, $"科{i}"));
            }
        }));
        while (!writing.IsCompleted)
        {
            Assert.Null((await CheckAsync(unit)).Found);
        }

        await writing;
    }

    private async Task TamperAsync(UnitId unit, string hand)
    {
        async Task ChangeAsync(string row, Action<TableEntity> change)
        {
            TableEntity entity = await Table.GetEntityAsync<TableEntity>(unit.Value, row);
            change(entity);
            await Table.UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Replace);
        }

        void Write(TableEntity entity, string column, string from, string to) =>
            entity[column] = entity.GetString(column).Replace(from, to, StringComparison.Ordinal) is var changed
                && changed != entity.GetString(column) ? changed : throw new InvalidOperationException($"No {from} in {column}.");

        TableEntity Row(string person) => new(unit.Value, person) { ["Key"] = "abcdefghijkm", ["Name"] = "外" };

        await (hand switch
        {
            "a role is added to a row" => ChangeAsync(
                Clerk, row => Write(row, "Membership", "\"section-clerk\"", "\"section-clerk\",\"lead\"")),
            "a section is changed in a row" => ChangeAsync(Clerk, row => Write(row, "Membership", "工程科", "财务科")),
            "a membership is taken out of a row" => ChangeAsync(Clerk, row => row.Remove("Membership")),
            "a membership is put back into a row" => ChangeAsync(
                "t=3Aleft", row => row["Membership"] = """{"roles":["admin"],"sections":[]}"""),
            "a row is added" => Table.AddEntityAsync(
                new TableEntity(Row("t=3Athief")) { ["Membership"] = """{"roles":["admin"],"sections":[]}""" }),
            "a row without a membership is added" => Table.AddEntityAsync(Row("t=3Athief")),
            "a row is deleted" => Table.DeleteEntityAsync(unit.Value, "t=3Aleft"),
            "a key is changed" => ChangeAsync("t=3Aleft", row => row["Key"] = "abcdefghijkm"),
            "a key is that of another" => ChangeAsync("t=3Aleft", row =>
                row["Key"] = new Memberships(storage.Clients).KeyOfAsync(unit, "t:clerk").Result),
            "a membership is no JSON" => ChangeAsync(Clerk, row => row["Membership"] = "{"),
            "a membership is a number" => ChangeAsync(Clerk, row => row["Membership"] = 1),
            "a proposal says another role" => ChangeAsync("t=3Awaiting", row => Write(row, "Proposal", "group-member", "admin")),
            "a proposal is gone" => ChangeAsync("t=3Awaiting", row => row.Remove("Proposal")),
            "a decider is added to the head" => ChangeAsync(
                Head, row => Write(row, "State", "\"deciders\":{", "\"deciders\":{\"abcdefghijkm\":[\"admin\"],")),
            "the head is gone" => Table.DeleteEntityAsync(unit.Value, Head),
            "a command is noted that nobody did" => Table.AddEntityAsync(
                new TableEntity(unit.Value, "!@members:id:forged") { ["Version"] = 2, ["Hash"] = "another" }),
            "an event is changed" => ChangeAsync("!@members:e:00000002", row => Write(row, "Event", "工程科", "财务科")),
            "an event is gone" => Table.DeleteEntityAsync(unit.Value, "!@members:e:00000002"),
            _ => throw new ArgumentOutOfRangeException(nameof(hand), hand, null),
        });
    }

    /// <summary>One who stays, one who left, one who was confirmed, one who was refused, and one who waits.</summary>
    private async Task<UnitId> PlayedAsync()
    {
        var unit = await FoundedUnit.CreateAsync(storage.Clients);
        var ledger = FoundedUnit.Ledger(storage.Clients);
        await ledger.SetAsync(unit, FoundedUnit.Admin, Member("clerk", Role.SectionClerk, "工程科"));
        await ledger.SetAsync(unit, FoundedUnit.Admin, Member("left", Role.Auditor));
        await ledger.RemoveAsync(unit, FoundedUnit.Admin, "t:left");
        await ledger.SetAsync(unit, FoundedUnit.Admin, Member("lead", Role.Lead));
        await ledger.ConfirmAsync(unit, FoundedUnit.Head, 1);
        await ledger.SetAsync(unit, FoundedUnit.Admin, Member("refused", Role.Admin));
        await ledger.RefuseAsync(unit, FoundedUnit.Head, 2, "否");
        await ledger.SetAsync(unit, FoundedUnit.Admin, Member("waiting", Role.GroupMember));
        return unit;
    }

    private static Membership Member(string person, Role role, params IEnumerable<string> sections) =>
        new($"t:{person}", person, [role], [.. sections]);

    private Task<StreamCheck> CheckAsync(UnitId unit) => new MembershipCheck(storage.Clients).VerifyAsync(unit);
}
