using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Units;

/// <param name="Parent">The department above (主管部门); null at the top.</param>
/// <param name="ActiveYears">Years opened or about to be, and not done, ascending: the sweep visits them.</param>
public sealed record RegisteredUnit(UnitId Id, string Name, UnitId? Parent, ImmutableArray<int> ActiveYears);

/// <summary>What came of a registration.</summary>
public enum Registration
{
    Created,

    /// <summary>The same command did it before: it gets its first answer.</summary>
    Repeated,

    /// <summary>The same content was registered before.</summary>
    Same,

    /// <summary>The id belongs to a unit with another name or parent.</summary>
    Different,
}

/// <summary>One page of units.</summary>
/// <param name="Next">Ask with this for the next page; null at the end.</param>
public sealed record UnitPage(ImmutableArray<RegisteredUnit> Units, string? Next);

/// <summary>The units, a partition each: never written or scanned on the path of a sheet.</summary>
public sealed class Registry(StorageClients clients)
{
    private const string Row = "unit";
    private const string NameColumn = "Name";
    private const string ParentColumn = "Parent";
    private const string YearsColumn = "ActiveYears";
    private const string CommandColumn = "Command";

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.RegistryTable);

    /// <param name="command">Id of the command, to know its repeat by; null when it has none.</param>
    public async Task<Registration> RegisterAsync(
        UnitId unit, string name, UnitId? parent, string? command = null, CancellationToken cancellation = default)
    {
        try
        {
            var entity = Entity(new(unit, name, parent, []));
            entity[CommandColumn] = command;
            await table.AddEntityAsync(entity, cancellation);
            return Registration.Created;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            var entity = (await EntityAsync(unit, cancellation))!;
            var known = Unit(entity);
            return (known.Name, known.Parent) != (name, parent) ? Registration.Different
                : command is not null && entity.GetString(CommandColumn) == command ? Registration.Repeated
                : Registration.Same;
        }
    }

    public async Task<RegisteredUnit?> FindAsync(UnitId unit, CancellationToken cancellation = default)
        => await EntityAsync(unit, cancellation) is { } entity ? Unit(entity) : null;

    /// <summary>Puts a year among those the sweep visits. A repeat changes nothing.</summary>
    public Task ActivateAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => ChangeYearsAsync(unit, years => [.. years.Append(year).Distinct().Order()], cancellation);

    /// <summary>Takes a year that is done from the sweep. A repeat changes nothing.</summary>
    public Task DeactivateAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => ChangeYearsAsync(unit, years => years.Remove(year), cancellation);

    /// <summary>Units with an active year, page by page.</summary>
    /// <param name="after"><see cref="UnitPage.Next"/> of the page before; null for the first.</param>
    /// <param name="size">1 to 1000.</param>
    public async Task<UnitPage> ListActiveAsync(string? after = null, int size = 500, CancellationToken cancellation = default)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {Row} and ActiveYears ne {string.Empty}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).AsPages(after, size))
        {
            return new([.. page.Values.Select(Unit)], page.ContinuationToken);
        }

        return new([], null);
    }

    private async Task ChangeYearsAsync(UnitId unit, Func<ImmutableArray<int>, ImmutableArray<int>> change, CancellationToken cancellation)
    {
        while (await EntityAsync(unit, cancellation) is { } entity)
        {
            var known = Unit(entity);
            var years = change(known.ActiveYears);
            if (years.AsSpan().SequenceEqual(known.ActiveYears.AsSpan()))
            {
                return;
            }

            try
            {
                await table.UpdateEntityAsync(Entity(known with { ActiveYears = years }), entity.ETag, TableUpdateMode.Merge, cancellation);
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
        return found.HasValue ? found.Value : null;
    }

    private static TableEntity Entity(RegisteredUnit unit) => new(unit.Id.Value, Row)
    {
        [NameColumn] = unit.Name,
        [ParentColumn] = unit.Parent?.Value,
        [YearsColumn] = string.Join(',', unit.ActiveYears.Select(year => year.ToString(CultureInfo.InvariantCulture))),
    };

    private static RegisteredUnit Unit(TableEntity entity) => new(
        UnitId.Parse(entity.PartitionKey).Value,
        entity.GetString(NameColumn),
        entity.GetString(ParentColumn) is { } parent ? UnitId.Parse(parent).Value : null,
        [.. entity.GetString(YearsColumn)
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(year => int.Parse(year, CultureInfo.InvariantCulture))]);
}
