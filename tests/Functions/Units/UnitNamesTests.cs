using PerfFlow.Azurite;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Units;
using PerfFlow.Storage;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Units;

[Collection(AppCollection.Name)]
public class UnitNamesTests(TestApp app)
{
    [Fact]
    public async Task A_name_is_read_once_and_one_that_is_not_there_yet_is_looked_for_again()
    {
        var unit = UnitId.Parse(TestApp.NewUnit()).Value;
        var counter = new TransactionCounter();
        using var names = new UnitNames(
            new Registry(StorageClients.Connect((await AzuriteServer.SharedAsync()).ConnectionString, counter)));

        Assert.Null((await LookAsync()).Name); // and whether storage is all there
        await app.Get<Registry>().RegisterAsync(unit, "测试单位", null);
        Assert.Equal(("测试单位", 1), await LookAsync());
        Assert.Equal(("测试单位", 0), await LookAsync());

        async Task<(string? Name, long Cost)> LookAsync()
        {
            counter.Take();
            return (await names.FindAsync(unit, default), counter.Take());
        }
    }
}
