using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class RegistryTests(StorageFixture storage)
{
    private Registry Registry => new(storage.Clients);

    [Fact]
    public async Task A_unit_is_registered_once_and_the_same_again_is_the_same()
    {
        var (unit, parent) = (StorageFixture.NewUnit(), StorageFixture.NewUnit());

        Assert.Equal(Registration.Created, await Registry.RegisterAsync(unit, "交通局", parent));
        Assert.Equal(Registration.Same, await Registry.RegisterAsync(unit, "交通局", parent));
        Assert.Equal(Registration.Different, await Registry.RegisterAsync(unit, "水利局", parent));
        Assert.Equal(Registration.Different, await Registry.RegisterAsync(unit, "交通局", null));

        var found = await Registry.FindAsync(unit);
        Assert.Equal(("交通局", parent, 0), (found!.Name, found.Parent, found.ActiveYears.Length));
    }

    [Fact]
    public async Task A_registration_is_known_again_by_its_command_also_after_the_years_have_changed()
    {
        var unit = StorageFixture.NewUnit();

        Assert.Equal(Registration.Created, await Registry.RegisterAsync(unit, "交通局", null, "c1"));
        await Registry.ActivateAsync(unit, 2023);

        Assert.Equal(Registration.Repeated, await Registry.RegisterAsync(unit, "交通局", null, "c1"));
        Assert.Equal(Registration.Same, await Registry.RegisterAsync(unit, "交通局", null, "c2"));
        Assert.Equal(Registration.Different, await Registry.RegisterAsync(unit, "水利局", null, "c1"));
        var other = StorageFixture.NewUnit();
        Assert.Equal(Registration.Created, await Registry.RegisterAsync(other, "交通局", null, new("c1", "one")));
        Assert.Equal(Registration.Repeated, await Registry.RegisterAsync(other, "交通局", null, new("c1", "one")));
        Assert.Equal(Registration.Reused, await Registry.RegisterAsync(other, "交通局", null, new("c1", "two")));
    }

    [Fact]
    public async Task Years_come_and_go_without_losing_one_another()
    {
        var unit = StorageFixture.NewUnit();
        await Registry.RegisterAsync(unit, "交通局", null);

        await Task.WhenAll(Enumerable.Range(2020, 5).Select(year => Registry.ActivateAsync(unit, year)));
        await Registry.ActivateAsync(unit, 2022);
        await Registry.DeactivateAsync(unit, 2021);
        await Registry.DeactivateAsync(unit, 2021);

        Assert.Equal([2020, 2022, 2023, 2024], (await Registry.FindAsync(unit))!.ActiveYears.AsEnumerable());
    }

    [Fact]
    public async Task Units_are_listed_page_by_page_with_their_years_and_a_damaged_row_keeps_no_other_from_it()
    {
        UnitId[] units = [.. Enumerable.Range(0, 5).Select(_ => StorageFixture.NewUnit())];
        foreach (var unit in units)
        {
            await Registry.RegisterAsync(unit, "单位", null);
            await Registry.ActivateAsync(unit, 2024);
        }

        await Registry.DeactivateAsync(units[0], 2024);
        var table = storage.Clients.Tables.GetTableClient("registry");
        await table.UpsertEntityAsync(new TableEntity(units[4].Value, "unit") { ["ActiveYears"] = 7 });

        var (listed, damaged) = (new List<RegisteredUnit>(), new List<string>());
        string? next = null;
        do
        {
            var page = await Registry.ListAsync(next, size: 2);
            Assert.True(page.Units.Length <= 2);
            listed.AddRange(page.Units);
            damaged.AddRange(page.Damaged);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(
            [$"{units[0]}  2024", .. units[1..4].Select(unit => $"{unit} 2024 ")],
            listed.Where(unit => units.Contains(unit.Id))
                .OrderBy(unit => Array.IndexOf(units, unit.Id))
                .Select(unit => $"{unit.Id} {string.Join(',', unit.ActiveYears)} {string.Join(',', unit.ClosedYears)}"));
        Assert.Contains(units[4].Value, damaged);
        await table.DeleteEntityAsync(units[4].Value, "unit");
    }

    [Fact]
    public async Task The_closed_years_of_a_row_that_is_older_than_they_are_stay_unknown_until_they_are_noted()
    {
        var unit = StorageFixture.NewUnit();
        await storage.Clients.Tables.GetTableClient("registry").AddEntityAsync(
            new TableEntity(unit.Value, "unit") { ["Name"] = "单位", ["ActiveYears"] = "2024" });

        await Registry.DeactivateAsync(unit, 2024);
        var unknown = (await Registry.FindAsync(unit))!;
        await Registry.NoteClosedAsync(unit, [2023, 2024]);
        await Registry.NoteClosedAsync(unit, [2024]);
        var noted = (await Registry.FindAsync(unit))!;

        Assert.Equal((0, true), (unknown.ActiveYears.Length, unknown.ClosedYears.IsDefault));
        Assert.Equal([2023, 2024], noted.ClosedYears.ToArray());
    }

    [Fact]
    public async Task A_unit_never_registered_is_not_found() => Assert.Null(await Registry.FindAsync(StorageFixture.NewUnit()));
}
