using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reporting;

[Collection(AppCollection.Name)]
public class AnnexTests(TestApp app)
{
    [Fact]
    public async Task The_annex_names_returns_dissent_reopenings_adjustments_and_scores_set_by_the_group_with_role_and_reason()
    {
        var year = await TestYear.OpenWithMajorityAsync(app);

        await HandInAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, "待完善"));
        await DoneAsync("lead", "targets", "return", 1, ""","reason":"目标不够量化" """);
        await HandInAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await DoneAsync("lead", "targets", "check", 2);
        await DoneAsync("group-chair", "targets", "return", 2, ""","reason":"目标偏低" """);
        await AgreeAsync("targets", 2);
        await PostAsync("section-head", "targets", "adjust", """{"reason":"预算调减","document":"财预〔2023〕45号"}""");
        await PostAsync("section-head", "targets", "adjust/drop", null);
        await SettleAsync("self-evaluation", 1);
        await PostAsync("lead", "self-evaluation", "reopen", """{"reason":"数据有误"}""");
        await PostAsync("group-chair", "self-evaluation", "reopen/consent", null);
        await SettleAsync("self-evaluation", 2, ""","score":75,"reason":"佐证|不足" """);

        await year.DraftReportAsync();
        var lines = WordText.Lines((await year.As("lead").GetAsync($"{year.Base}/report/internal")).Bytes);

        Assert.Contains("退回、重新打开、目标调整、得分调整和不同意见共6条。", lines);
        var annex = lines.SkipWhile(line => line != "三、审核记录").Where(line => line.StartsWith("培训项目 | ", StringComparison.Ordinal));
        Assert.Equal(
            [
                "2023年度项目支出绩效目标申报表 退回 牵头科室 目标不够量化",
                "2023年度项目支出绩效目标申报表 不同意见：退回 领导小组组长 目标偏低",
                "2023年度项目支出绩效目标申报表 目标调整 科室负责人 财预〔2023〕45号：预算调减",
                "2023年度项目支出绩效目标申报表 取消目标调整 科室负责人 —",
                "2023年度项目支出绩效自评表 重新打开 领导小组组长 数据有误",
                "2023年度项目支出绩效自评表 调整得分 领导小组组长 佐证|不足",
            ],
            annex.Select(line => line.Split(" | ")).Select(cells => $"{cells[1]} {cells[3]} {cells[4]} {cells[5]}"));

        async Task HandInAsync(string stage, byte[] sheet)
        {
            var (version, _) = await year.UploadAsync(stage, sheet);
            var points = (await year.As("section-head").GetAsync(year.Item(stage))).Json["points"]!.AsArray();
            Assert.Empty(points);
            await DoneAsync("section-head", stage, "submit", version);
        }

        async Task SettleAsync(string stage, int version, string? score = null)
        {
            await HandInAsync(stage, TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
            await DoneAsync("lead", stage, "check", version);
            if (score is not null)
            {
                await DoneAsync("group-chair", stage, "override", version, score);
            }

            await AgreeAsync(stage, version);
        }

        async Task AgreeAsync(string stage, int version)
        {
            await DoneAsync("group-member", stage, "approve", version);
            await DoneAsync("second", stage, "approve", version);
            await year.StateAsync(stage, "locked");
        }

        async Task DoneAsync(string role, string stage, string verb, int version, string more = "") =>
            Assert.Equal("200", (await year.DecideAsync(role, stage, verb, version, more)).Outcome);

        async Task PostAsync(string role, string stage, string verb, string? body) =>
            Assert.Equal("200", (await year.As(role).PostAsync($"{year.Item(stage)}/{verb}", body)).Outcome);
    }
}
