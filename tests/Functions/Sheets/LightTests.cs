using PerfFlow.Domain.Forms;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Tests.Sheets;

[Collection(AppCollection.Name)]
public class LightTests(TestApp app)
{
    [Fact]
    public async Task A_monitoring_sheet_says_why_each_light_is_what_it_is()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        var (version, reading) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));

        var parts = reading.Json["lights"]!["parts"]!.AsArray();
        Assert.Equal(
            [
                ("std@1/LightExecution", "green", "执行率 30 ÷ 100 = 30%,默认执行计划至 3 月应达 25%,30% ÷ 25% = 120%(低于 60% 红,低于 80% 黄) → 绿灯"),
                ("std@1/LightPlan", "blue", "30 ÷ (100 × 25%) = 120%(低于 60% 红,低于 80% 黄,120% 及以上蓝) → 蓝灯"),
                ("std@1/LightBounds", "green", "实际 96%,目标 ≥95%,在目标之内 → 绿灯"),
            ],
            parts.Take(3).Select(part => ((string)part!["rule"]!, (string)part["light"]!, (string)part["text"]!)));
        Assert.Equal(6, parts.Count);
        Assert.Equal("green", (string?)reading.Json["lights"]!["project"]!["light"]);
        Assert.Null(reading.Json["explanation"]);

        var english = await year.As("section-clerk").GetAsync($"{year.Item("q1")}/uploads/{version}", ("Accept-Language", "en"));
        Assert.EndsWith("→ green", (string)english.Json["lights"]!["project"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seasonal_work_that_keeps_to_its_quarterly_plan_is_not_red()
    {
        decimal[] autumn = [0, 0, 1, 1];

        Assert.Equal(("red", null), await FirstQuarterAsync(plan: null));
        Assert.Equal(("green", "0 0 1 1"), await FirstQuarterAsync(autumn));

        async Task<(string? Light, string? Plan)> FirstQuarterAsync(decimal[]? plan)
        {
            var year = await TestYear.OpenAsync(app);
            await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, plan: plan));
            var template = await year.As("section-clerk").GetAsync($"{year.Item("targets")}/template");
            var (_, reading) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, trained: 0));

            var row = SheetReader.Read(template.Bytes).Forms.OfType<ReadForm.Targets>().Single().Form.Rows[0];
            return (
                (string?)reading.Json["lights"]!["parts"]![1]!["light"],
                row.Milestones!.All(cell => cell.IsBlank) ? null : string.Join(' ', row.Milestones!.Select(cell => cell.Number)));
        }
    }
}
