using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Reading;

namespace PerfFlow.Functions.Tests.Reading;

/// <summary>Who may have how much of the disk for what is coming in.</summary>
public class BodyFilesTests
{
    [Fact]
    public void Several_callers_of_one_unit_take_a_quarter_together_and_others_still_send()
    {
        var files = new BodyFiles(16);
        var first = files.Take("wild", "a", 2, isKept: true)!;

        Assert.NotNull(files.Take("wild", "b", 2, isKept: true));
        Assert.Null(files.Take("wild", "c", 1, isKept: true));
        Assert.NotNull(files.Take("calm", "d", 4, isKept: true));
        first();
        Assert.NotNull(files.Take("wild", "c", 2, isKept: true));
    }

    [Fact]
    public void A_caller_of_several_units_takes_a_quarter()
    {
        var files = new BodyFiles(16);

        Assert.NotNull(files.Take("one", "a", 4, isKept: true));
        Assert.Null(files.Take("two", "a", 1, isKept: true));
    }

    [Fact]
    public void Dry_runs_of_any_number_of_units_leave_a_half_to_what_is_kept()
    {
        var files = new BodyFiles(16);

        Assert.NotNull(files.Take("one", "a", 4, isKept: false));
        Assert.NotNull(files.Take("two", "b", 4, isKept: false));
        Assert.Null(files.Take("three", "c", 1, isKept: false));
        Assert.NotNull(files.Take("three", "c", 4, isKept: true));
        Assert.NotNull(files.Take("four", "d", 4, isKept: true));
        Assert.Null(files.Take("five", "e", 1, isKept: true));
    }

    [Fact]
    public void A_file_larger_than_a_share_is_taken_alone()
    {
        var files = new BodyFiles(16);

        Assert.Null(files.Take("one", "a", 17, isKept: true));
        Assert.NotNull(files.Take("one", "a", 10, isKept: false));
        Assert.Null(files.Take("one", "a", 1, isKept: true));
    }

    [Theory]
    [InlineData("100", true)]
    [InlineData("99", false)]
    [InlineData("-1", false)]
    public void All_of_it_holds_the_largest_file_at_least(string bytes, bool isRight)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["TemporaryBytes"] = bytes }).Build();

        Assert.Equal(isRight, Record.Exception(() => BodyFiles.From(configuration, 100)) is not InvalidOperationException);
    }
}
