using System.Globalization;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;
using Spectre.Console;

namespace PerfFlow.Demo.Display;

/// <summary>What the year came to: projects, board, one score explained, differences to the published totals, files.</summary>
internal sealed class ResultView(IAnsiConsole console, BureauYear bureau)
{
    /// <summary>Project 12: its published 96 has an execution rate below 100 % and an indicator below its points.</summary>
    private const string Explained = "p12";

    /// <summary>Names of one folder that are written out.</summary>
    private const int MostShown = 6;

    public void Show(YearResult result)
    {
        console.WriteLine();
        console.Write(Projects(result.Board, result.Applied));
        console.Write(Stages(result.Board));
        console.Write(Explanation(bureau.Projects.Single(project => project.Id == Explained), result.SelfEvaluations[Explained]));
        console.Write(Differences(result.Board));
        var report = result.Report;
        console.MarkupLineInterpolated($"报告 report: 第 {report.Version} 版 {Labels.Report(report.State)}, 台账头 ledger head {report.Head}");
        var events = result.Ledger.Streams.Sum(stream => stream.Version);
        var verified = result.Ledger.Ok ? "核验无误 verified" : "已被改动 CHANGED";
        console.MarkupLineInterpolated($"台账 ledger: {result.Ledger.Streams.Count} 条链 chains, {events} 个事件 events, {verified}");
        var files = result.Archives.Sum(archive => archive.Verdict.Files);
        console.MarkupLineInterpolated($"档案 archive: {result.Archives.Count} 个压缩包 zips, {files} 个文件 files, 离线核验完整 verified offline");
        console.Write(Files(result.Files));
        console.MarkupLineInterpolated($"重新开始 start anew: [bold]dotnet run --project demo -- --fresh[/]");
    }

    /// <summary>All of them: what there is much of by its first and last name.</summary>
    private static Table Files(IReadOnlyList<string> files)
    {
        var table = Right(Grid("文件 files", "文件夹 folder"), "个数").AddColumn("名称 names");
        foreach (var folder in files.GroupBy(file => Path.GetDirectoryName(file)!))
        {
            var names = folder.Select(file => Path.GetFileName(file)).ToList();
            var shown = names.Count <= MostShown ? string.Join('\n', names) : $"{names[0]}\n…\n{names[^1]}";
            table.AddRow(Markup.Escape(folder.Key), $"{names.Count}", $"[green]{Markup.Escape(shown)}[/]");
        }

        return table;
    }

    private static string Money(decimal? amount) => amount?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "—";

    private static string Points(decimal? points) => points?.ToString("0.00", CultureInfo.InvariantCulture) ?? "—";

    private static string Percent(decimal? share)
        => share is null ? "—" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00}%");

    private static decimal? Rate(decimal? spent, decimal? budget) => budget > 0 ? spent / budget : null;

    private static Table Grid(string title, params string[] left)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{Markup.Escape(title)}[/]");
        foreach (var header in left)
        {
            table.AddColumn(header);
        }

        return table;
    }

    private static Table Right(Table table, params string[] headers)
    {
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(header).RightAligned());
        }

        return table;
    }

    private Table Projects(Board board, ResultList applied)
    {
        var table = Right(Grid($"{bureau.Year} {bureau.Unit.Name.Value} (万元)", "#", "项目"), "全年预算数", "全年执行数", "执行率", "得分").AddColumn("等级")
            .AddColumn("结果应用");
        foreach (var (project, row) in Rows(board))
        {
            table.AddRow(
                $"{project.Number}",
                Markup.Escape(row.Name),
                Money(row.Budget),
                Money(row.Spent),
                Percent(Rate(row.Spent, row.Budget)),
                Points(row.Score),
                row.Grade ?? "—",
                Labels.Applied(applied.Projects.Single(result => result.Project == project.Id).Suggestion));
        }

        var (budget, spent) = (board.Projects.Sum(row => row.Budget), board.Projects.Sum(row => row.Spent));
        table.AddEmptyRow();
        return table.AddRow("", "[bold]合计[/]", Money(budget), Money(spent), Percent(Rate(spent, budget)), "", "", "");
    }

    /// <summary>Each stage's state and version; a dot is a monitoring light.</summary>
    private Table Stages(Board board)
    {
        var stages = board.Projects[0].Stages.Keys.ToList();
        var table = Grid("看板 board", ["#", .. stages.Select(StageName.Of)]);
        foreach (var (project, row) in Rows(board))
        {
            table.AddRow([$"{project.Number}", .. stages.Select(stage => Cell(row.Stages[stage]))]);
        }

        return table;

        static string Cell(BoardStage stage)
            => $"{Labels.Light(stage.Light)} {Markup.Escape(Labels.State(stage.State))}"
                + $"{(stage.Version > 1 ? $" v{stage.Version}" : "")}".Trim();
    }

    private static Table Explanation(Project project, UploadStatus evaluation)
    {
        var (assessment, explanation) = (evaluation.Assessment!, evaluation.Explanation!);
        var title = $"得分说明 why {project.Number} has {Points(assessment.Total)} ({assessment.Grade})";
        var table = Right(Grid(title, "指标"), "分值", "得分").AddColumn("说明").AddColumn("规则 rule");
        var rows = assessment.Indicators!
            .Select(indicator => (indicator.Name, indicator.Score?.Points))
            .Prepend(("预算执行率", assessment.Execution!.Points));
        foreach (var ((name, points), why) in rows.Zip(explanation.Parts))
        {
            table.AddRow(Markup.Escape(name), Points(points), Points(why.Score), Markup.Escape(why.Text), Markup.Escape(why.Rule));
        }

        return table.AddRow(
            "[bold]总分[/]", "", Points(explanation.Total.Score),
            Markup.Escape(explanation.Total.Text), Markup.Escape(explanation.Total.Rule));
    }

    private Table Differences(Board board)
    {
        var table = Right(Grid("与公开合计的差额 differences to the published totals (万元)", ""), "ours", "published", "difference");
        void Row(string what, decimal? ours, decimal published)
            => table.AddRow(what, Money(ours), Money(published), Money(ours - published));

        var (count, stated) = (board.Projects.Count, bureau.Stated.Projects.Value);
        table.AddRow("项目数 projects", $"{count}", $"{stated}", $"{count - stated}");
        Row("年初预算数 initial budget", bureau.Projects.Sum(project => project.InitialBudget.Value), bureau.Stated.InitialBudget.Value);
        Row("支出数 spent", board.Projects.Sum(row => row.Spent), bureau.Stated.Spent.Value);
        return table;
    }

    private IEnumerable<(Project Project, BoardProject Row)> Rows(Board board)
        => bureau.Projects.Select(project => (project, board.Projects.Single(row => row.Project == project.Id)));
}
