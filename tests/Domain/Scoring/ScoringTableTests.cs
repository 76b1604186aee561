using System.Globalization;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Scoring;

public sealed class ScoringTableTests
{
    public static TheoryData<string[]> Rows => MarkdownTable.Rows("Scoring/scoring.md", 7);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_is_scored_as_it_says(string[] row)
    {
        var profile = Variant(row[3]);
        var target = TargetText.Read(row[0], profile, 2023).Target!;
        var cell = row[1].EndsWith('f')
            ? Make.Percent(decimal.Parse(row[1][..^1], CultureInfo.InvariantCulture))
            : Make.Typed(row[1], "F9");
        var points = decimal.Parse(row[2], CultureInfo.InvariantCulture);

        var actual = ActualText.Read(cell, target, profile, 2023).Actual!;
        var score = IndicatorScoring.Score(target, actual, points, profile, satisfaction: true)!.Value;

        var completion = score.Completion is { } c ? TargetPrinter.Number(Rounding.HalfUp(c, 4)) : "";
        var marks = score.Marks == ScoreMarks.None ? "" : score.Marks.ToString();
        Assert.Equal((row[4], row[5], row[6]), (TargetPrinter.Number(score.Score), completion, marks));
        Assert.Equal(points, score.Points);
    }

    internal static Profile Variant(string names)
    {
        var profile = Profile.Standard;
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            profile = name switch
            {
                "ratio" => profile with { Scoring = profile.Scoring with { Reverse = ReverseFormula.Ratio } },
                "strict" => profile with { Scoring = profile.Scoring with { StrictEqual = true } },
                "grace30" => profile with { Scoring = profile.Scoring with { DateGraceDays = 30 } },
                "deviation" => profile with { Scoring = profile.Scoring with { Deviation = new(1.3m, 2) } },
                "floor" => profile with { Scoring = profile.Scoring with { PassFloor = 0.6m } },
                "bands" => profile with
                {
                    Satisfaction = profile.Satisfaction with { Bands = [new(90, 1), new(80, 0.8m), new(60, 0.5m), new(0, 0)] },
                },
                _ => throw new ArgumentException(name),
            };
        }

        return profile;
    }
}
