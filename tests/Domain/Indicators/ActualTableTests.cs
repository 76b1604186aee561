using System.Globalization;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Indicators;

public sealed class ActualTableTests
{
    public static TheoryData<string[]> Rows => MarkdownTable.Rows("Indicators/actuals.md", 4);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_is_read_as_it_says(string[] row)
    {
        var target = TargetText.Read(row[0], Profile.Standard, 2023).Target!;
        var cell = row[1].EndsWith('f')
            ? Make.Percent(decimal.Parse(row[1][..^1], CultureInfo.InvariantCulture), "F9")
            : Make.Typed(row[1], "F9");

        var reading = ActualText.Read(cell, target, Profile.Standard, 2023);

        var read = reading.Actual switch
        {
            null => "none",
            { Date: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            { Value: { } value } => TargetPrinter.Number(value),
            { Tier: { } tier } => $"tier {tier}",
            _ => "tier none",
        };
        Assert.Equal((row[2], row[3]), (read, string.Join(", ", reading.Findings.Select(f => f.Code))));
        Assert.Equal(cell.Raw, reading.Actual?.Raw ?? cell.Raw);
        Assert.All(reading.Findings, f => Assert.Equal("表!F9", f.Place?.ToString()));
    }

    [Fact]
    public void Inapplicable_rows_are_left_out_where_the_profile_says_so()
    {
        var scaling = Profile.Standard with { Scoring = Profile.Standard.Scoring with { ScaleInapplicable = true } };
        var target = TargetText.Read("≥95%", scaling, 2023).Target!;
        var reading = ActualText.Read(Make.Text("不适用"), target, scaling, 2023);
        Assert.Equal((null, true, 0), (reading.Actual, reading.NotApplicable, reading.Findings.Count));
    }

    [Fact]
    public void With_a_unit_column_a_bare_number_needs_no_note()
    {
        var target = TargetText.Read("≥100人", Profile.Standard, 2023).Target!;
        Assert.Empty(ActualText.Read(Make.Number(100), target, Profile.Standard, 2023, Make.Text("人")).Findings);
        Assert.Single(ActualText.Read(Make.Number(100), target, Profile.Standard, 2023, Make.Text("")).Findings);
    }

    [Fact]
    public void The_stored_number_counts_rather_than_its_display()
    {
        var target = TargetText.Read("≥97.5分", Profile.Standard, 2023).Target!;
        Assert.Equal(97.46m, ActualText.Read(Make.Text("97.5") with { Number = 97.46m }, target, Profile.Standard, 2023).Actual?.Value);
    }
}
