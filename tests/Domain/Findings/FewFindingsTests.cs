using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Tests.Findings;

public class FewFindingsTests
{
    private static readonly Gen<List<Finding>> Lists =
        Gen.Select(Gen.Int[0, 5], Gen.Enum<Severity>(), Gen.Int[0, 2_000]).List[0, 300]
            .Select(parts => parts.Select(part => Of($"CODE_{part.Item1}", part.Item2, part.Item3)).ToList());

    [Fact]
    public void A_short_list_stays_as_it_is()
    {
        Finding[] all = [Of("A", Severity.Info, 1), Of("B", Severity.Error, 2)];

        Assert.Same(all, FewFindings.Of(all, 1, 2));
    }

    [Fact]
    public void Of_many_of_a_kind_the_first_are_kept_and_the_rest_are_counted()
    {
        Finding[] all =
        [
            .. Enumerable.Range(1, 20_000).Select(row => Of("ACTUAL_MISSING", Severity.Error, row)), Of("B", Severity.Info, 1),
        ];

        var few = FewFindings.Of(all, 50, 500);

        Assert.Equal([.. all.Take(50), all[^1]], few.Take(51));
        var more = Assert.Single(few.Skip(51));
        Assert.Equal(("MORE_OF_THIS_KIND", Severity.Error, 19_950), (more.Code, more.Level, more.More));
        Assert.Equal(
            ("ACTUAL_MISSING:另有 19950 处同类问题,未逐条列出。", "ACTUAL_MISSING: and 19950 more of this kind, not listed one by one."),
            (more.Message.Zh, more.Message.En));
    }

    [Fact]
    public void The_gravest_stay_and_an_error_never_goes_unseen() => Lists.Sample(all =>
    {
        var few = FewFindings.Of(all, 7, 20);
        var listed = few.Where(finding => finding.More == 0).ToList();

        return listed.Count <= 20
            && listed.GroupBy(finding => finding.Code).All(code => code.Count() <= 7)
            && all.Sum(finding => finding.Count) == few.Sum(finding => finding.Count)
            && all.Select(finding => finding.Level).DefaultIfEmpty().Max() == few.Select(finding => finding.Level).DefaultIfEmpty().Max()
            && few.Count <= 20 + all.Select(finding => finding.Code).Distinct().Count()
            && listed.SequenceEqual(all.Where(finding => listed.Exists(kept => ReferenceEquals(kept, finding))));
    });

    [Fact]
    public void What_was_cut_once_is_counted_whole_when_it_is_cut_again() => Lists.Sample(all =>
        FewFindings.Of(FewFindings.Of(all, 40, 100), 5, 20).Sum(finding => finding.Count) == all.Sum(finding => finding.Count));

    private static Finding Of(string code, Severity level, int row) =>
        new(code, level, new Place("表", $"A{row}"), new Message("错", "wrong"), new Message("改", "mend"));
}
