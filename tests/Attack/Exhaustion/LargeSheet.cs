using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.Attack.Tests.Exhaustion;

/// <summary>Sheets that are as large as a sheet may be, and legal.</summary>
internal static class LargeSheet
{
    public const int Bytes = 25 * 1024 * 1024;

    private const int Lines = 2_000;
    private const int Columns = 10;

    /// <summary>A sheet of targets with thousands of indicators that are nearly the same: the checks compare them.</summary>
    public static byte[] Targets()
    {
        using var to = new MemoryStream();
        TemplateWriter.Targets(
            new TargetSheet(
                new SheetHeader("测试单位", "培训项目", 2023),
                [new(FundSource.Total, 100), new(FundSource.Fiscal, 100)],
                [.. Enumerable.Range(0, Lines).Select(line => new IndicatorLine(
                    null, "产出指标", "数量指标", $"培训人数第{line / Columns}批第{line}组", $"{line}", "≥", "人", 0.01m))],
                "完成全年培训任务"),
            to);
        return to.ToArray();
    }

    /// <summary>
    /// A workbook padded to the largest upload there may be, which is a spreadsheet as far as can be said
    /// without reading it.
    /// </summary>
    public static byte[] Padded()
    {
        var file = new byte[Bytes];
        new Random(25).NextBytes(file);
        Functions.Tests.App.TestSheets.Targets("培训项目", 2023).CopyTo(file, 0);
        return file;
    }
}
