using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Ledgers;

namespace PerfFlow.Functions.Tests.Ledgers;

public class FileCheckPaceTests
{
    [Fact]
    public void Without_settings_all_files_are_looked_at_once_a_month() =>
        Assert.Equal(new FileCheckPace(TimeSpan.FromDays(30), 5000), FileCheckPace.From(new ConfigurationBuilder().Build()));

    [Theory]
    [InlineData("FileCheck:Every", "00:00:00")]
    [InlineData("FileCheck:Every", "-1.00:00:00")]
    [InlineData("FileCheck:Every", "monthly")]
    [InlineData("FileCheck:PerRound", "0")]
    [InlineData("FileCheck:PerRound", "-5")]
    [InlineData("FileCheck:PerRound", "many")]
    public void A_pace_that_is_none_is_refused_by_the_name_of_its_setting(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value }).Build();

        Assert.Contains(
            setting, Assert.Throws<InvalidOperationException>(() => FileCheckPace.From(configuration)).Message, StringComparison.Ordinal);
    }
}
