using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <param name="Parent">The department above (主管部门); null at the top.</param>
/// <param name="ActiveYears">Years opened or about to be, and not done, ascending: the sweep visits them.</param>
/// <param name="ClosedYears">Years that are done, ascending. Default: unknown, the row is older than they are.</param>
public sealed record RegisteredUnit(
    UnitId Id, string Name, UnitId? Parent, ImmutableArray<int> ActiveYears, ImmutableArray<int> ClosedYears = default);

/// <summary>What came of a registration.</summary>
public enum Registration
{
    Created,

    /// <summary>The same command did it before: it gets its first answer.</summary>
    Repeated,

    /// <summary>The same content was registered before.</summary>
    Same,

    /// <summary>The same command asked for something else before.</summary>
    Reused,

    /// <summary>The id belongs to a unit with another name or parent.</summary>
    Different,
}

/// <summary>One page of units.</summary>
/// <param name="Next">Ask with this for the next page; null at the end.</param>
/// <param name="Damaged">Partitions whose row cannot be read: they keep no other unit from its turn.</param>
public sealed record UnitPage(ImmutableArray<RegisteredUnit> Units, string? Next, ImmutableArray<string> Damaged);

/// <summary>The units, a partition each: never written or scanned on the path of a sheet.</summary>
public sealed class Registry(StorageClients clients)
{
    private const string Row = "unit";
    private const string NameColumn = "Name";
    private const string ParentColumn = "Parent";
    private const string YearsColumn = "ActiveYears";
    private const string ClosedColumn = "ClosedYears";
    private const string CommandColumn = "Command";
    private const string ContentColumn = "CommandContent";

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.RegistryTable);

    /// <param name="command">To know its repeat by; null when it has none.</param>
    public async Task<Registration> RegisterAsync(
        UnitId unit, string name, UnitId? parent, CommandKey? command = null, CancellationToken cancellation = default)
    {
        try
        {
            var entity = Entity(new(unit, name, parent, [], []));
            entity[CommandColumn] = command?.Id;
            entity[ContentColumn] = command?.Content;
            await table.AddEntityAsync(entity, cancellation);
            return Registration.Created;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            var entity = (await EntityAsync(unit, cancellation))!;
            var known = entity.Read(Unit);
            var isRepeat = command is not null && entity.GetString(CommandColumn) == command.Id;
            return isRepeat && !command!.IsOf(entity.GetString(ContentColumn)) ? Registration.Reused
                : (known.Name, known.Parent) != (name, parent) ? Registration.Different
                : isRepeat ? Registration.Repeated
                : Registration.Same;
        }
    }

    public async Task<RegisteredUnit?> FindAsync(UnitId unit, CancellationToken cancellation = default)
        => (await EntityAsync(unit, cancellation))?.Read(Unit);

    /// <summary>Puts a year among those the sweep visits. A repeat changes nothing.</summary>
    public Task ActivateAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => ChangeYearsAsync(unit, known => known with { ActiveYears = With(known.ActiveYears, year) }, cancellation);

    /// <summary>Takes a year that is done from the sweep; it is verified on. A repeat changes nothing.</summary>
    public Task DeactivateAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => ChangeYearsAsync(
            unit,
            known => known with
            {
                ActiveYears = known.ActiveYears.Remove(year),
                // what is unknown stays unknown until it is looked for: this year is found with those before it
                ClosedYears = known.ClosedYears.IsDefault ? default : With(known.ClosedYears, year),
            },
            cancellation);

    /// <summary>For a row that does not know: the years that were done before it could.</summary>
    public Task NoteClosedAsync(UnitId unit, IEnumerable<int> years, CancellationToken cancellation = default)
        => ChangeYearsAsync(
            unit,
            known => known with { ClosedYears = [.. (known.ClosedYears.IsDefault ? [] : known.ClosedYears).Union(years).Order()] },
            cancellation);

    /// <summary>All units, page by page.</summary>
    /// <param name="after"><see cref="UnitPage.Next"/> of the page before; null for the first.</param>
    /// <param name="size">1 to 1000.</param>
    public async Task<UnitPage> ListAsync(string? after = null, int size = 500, CancellationToken cancellation = default)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {Row}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).AsPages(after, size))
        {
            var (units, damaged) = (ImmutableArray.CreateBuilder<RegisteredUnit>(), ImmutableArray.CreateBuilder<string>());
            foreach (var row in page.Values)
            {
                try
                {
                    units.Add(row.Read(Unit));
                }
                catch (DamagedRowException)
                {
                    damaged.Add(row.PartitionKey);
                }
            }

            return new(units.ToImmutable(), page.ContinuationToken, damaged.ToImmutable());
        }

        return new([], null, []);
    }

    private static ImmutableArray<int> With(ImmutableArray<int> years, int year) => [.. years.Append(year).Distinct().Order()];

    private async Task ChangeYearsAsync(UnitId unit, Func<RegisteredUnit, RegisteredUnit> change, CancellationToken cancellation)
    {
        while (await EntityAsync(unit, cancellation) is { } entity)
        {
            var known = entity.Read(Unit);
            var changed = change(known);
            if (IsSame(changed.ActiveYears, known.ActiveYears) && IsSame(changed.ClosedYears, known.ClosedYears))
            {
                return;
            }

            try
            {
                await table.UpdateEntityAsync(Entity(changed), entity.ETag, TableUpdateMode.Merge, cancellation);
                return;
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412)
            {
                // Another year of the unit was opened or ended meanwhile: look again.
            }
        }
    }

    private async Task<TableEntity?> EntityAsync(UnitId unit, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, Row, cancellationToken: cancellation);
        if (found.HasValue)
        {
            return found.Value;
        }

        await clients.Known.LookAsync(cancellation);
        return null;
    }

    private static bool IsSame(ImmutableArray<int> one, ImmutableArray<int> other)
        => one.IsDefault == other.IsDefault && one.AsSpan().SequenceEqual(other.AsSpan());

    private static TableEntity Entity(RegisteredUnit unit)
    {
        var entity = new TableEntity(unit.Id.Value, Row)
        {
            [NameColumn] = unit.Name,
            [ParentColumn] = unit.Parent?.Value,
            [YearsColumn] = Text(unit.ActiveYears),
        };
        if (!unit.ClosedYears.IsDefault)
        {
            entity[ClosedColumn] = Text(unit.ClosedYears);
        }

        return entity;
    }

    private static string Text(ImmutableArray<int> years)
        => string.Join(',', years.Select(year => year.ToString(CultureInfo.InvariantCulture)));

    private static ImmutableArray<int> Years(string text)
        => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(year => int.Parse(year, CultureInfo.InvariantCulture))];

    private static RegisteredUnit Unit(TableEntity entity) => new(
        UnitId.Parse(entity.PartitionKey).Value,
        entity.GetString(NameColumn),
        entity.GetString(ParentColumn) is { } parent ? UnitId.Parse(parent).Value : null,
        Years(entity.GetString(YearsColumn)),
        entity.ContainsKey(ClosedColumn) ? Years(entity.GetString(ClosedColumn)) : default);
}
