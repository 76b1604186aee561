using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;
using PerfFlow.Storage;

namespace PerfFlow.Faults.Tests.Deaths;

/// <summary>An app whose writes may be the last, and what a year leaves behind in it that nothing happens to.</summary>
public sealed class FaultyApp : IAsyncLifetime
{
    private AzuriteServer azurite = null!;

    internal UnitFaults Faults { get; } = new();

    internal TestApp App { get; private set; } = null!;

    internal StorageClients Storage { get; private set; } = null!;

    internal FaultyYear Undisturbed { get; private set; } = null!;

    /// <summary>See <see cref="Trace"/>.</summary>
    internal IReadOnlyList<string> Expected { get; private set; } = [];

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(); // its own: no other app may do this one's work
        App = new TestApp(azurite) { Policies = [Faults] };
        await App.InitializeAsync();
        Storage = StorageClients.Connect(azurite.ConnectionString);
        Undisturbed = FaultyYear.DyingAt(App, Storage, Faults, "fault0000", 0, afterwards: false);
        await Undisturbed.PlayAsync();
        Expected = await Trace.OfAsync(App, Storage, Undisturbed);
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await azurite.DisposeAsync();
    }

    /// <summary>Plays a year, and says in what it differs from the undisturbed one: nothing lost, nothing twice.</summary>
    internal async Task<IReadOnlyList<string>> DifferencesAsync(FaultyYear year)
    {
        await year.PlayAsync();
        Faults.End(year.Unit);
        await Trace.AssertSoundAsync(Storage, year);
        var actual = await Trace.OfAsync(App, Storage, year);
        return
        [
            .. Expected.Except(actual).Select(line => $"{year}: - {line}"),
            .. actual.Except(Expected).Select(line => $"{year}: + {line}"),
            .. actual.Count == Expected.Count ? [] : new[] { $"{year}: {actual.Count} lines instead of {Expected.Count}" },
        ];
    }
}
