using System.IO.Compression;
using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;
using PerfFlow.Sheets.Tests.Writers;

namespace PerfFlow.Sheets.Tests.Corpus;

/// <summary>Every workbook of the corpus by file name: the variants, quirks and complaints of field.md §3 and §8.</summary>
internal static class CorpusFiles
{
    private const string Accounting = "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ";

    private static readonly XmlWorkbook Xml = new();

    /// <summary>Written by ClosedXML and by hand.</summary>
    public static IEnumerable<(string Name, Written File)> Written() =>
        [.. Templates(), .. SelfEvaluations(), .. Values(), .. Layouts(), .. Monitorings(), .. Targets(), .. Packages(), .. NoForms()];

    /// <summary>Which of them LibreOffice saves again, and as what: .et is what WPS calls a BIFF file, and extensions may lie.</summary>
    public static IEnumerable<(string From, string Format, string Name)> Resaved() =>
    [
        .. new[]
        {
            "template-targets", "template-monitoring", "template-self-evaluation", "self-text-numbers", "self-full-width",
            "self-percent-formats", "self-hidden-row", "self-stacked", "self-sichuan", "monitoring-three-ticks",
            "targets-yuan", "self-month-dates", "self-hidden-column", "targets-long-term-above",
        }
            .Select(name => (name + ".xlsx", "xls:MS Excel 97", name + ".libreoffice.xls")),
        .. new[]
        {
            "self-merged",
            "self-hidden-sheet",
            "monitoring-canonical",
            "targets-canonical",
            "self-formulas-cached",
            "self-rich-text",
        }
            .Select(name => (name + ".xlsx", "xlsx:Calc MS Excel 2007 XML", name + ".libreoffice.xlsx")),
        ("self-merged.xlsx", "xls:MS Excel 97", "wps-native.et"),
        ("targets-canonical.xlsx", "xls:MS Excel 97", "xls-named.xlsx"),
    ];

    private static (string Name, Written File)[] Templates() =>
    [
        ("template-targets.xlsx", Template<TargetSheet>(TemplateWriter.Targets, Sample.Targets)),
        ("template-targets-empty.xlsx", Template<TargetSheet>(TemplateWriter.Targets, new(Sample.Header, [], []))),
        ("template-monitoring.xlsx", Template<MonitoringSheet>(TemplateWriter.Monitoring, Sample.Monitoring)),
        ("template-self-evaluation.xlsx", Template<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation)),
        ("xlsx-named.xls", Template<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation)),
    ];

    private static (string Name, Written File)[] SelfEvaluations() =>
    [
        ("self-merged.xlsx", ByClosedXml(Drafts.SelfEvaluation())),
        ("self-shifted.xlsx", ByClosedXml(Drafts.SelfEvaluation().Move(5, 3))),
        ("self-unmerged-filled.xlsx", ByHand(Xml, Unmerged(filled: true))),
        ("self-unmerged-blank.xlsx", ByHand(Xml, Unmerged(filled: false))),
        ("self-several-sheets.xlsx",
            ByClosedXml(
                Drafts.SelfEvaluation("项目甲"),
                Drafts.SelfEvaluation("项目乙").With(sheet => sheet.Name = "自评表2"),
                new Draft("说明").Row(1, 1, "填报说明"))),
        ("self-stacked.xlsx", ByClosedXml(Drafts.SelfEvaluation("项目甲").Stack(Drafts.SelfEvaluation("项目乙")))),
        ("self-stacked-without-titles.xlsx", ByHand(Xml, Untitled("项目甲").Stack(Untitled("项目乙")))),
        ("self-sichuan.xlsx", ByClosedXml(Sichuan())),
        ("self-yunnan.xlsx", ByHand(Xml, Yunnan())),
        ("self-points-in-levels.xlsx",
            ByHand(Xml, Drafts.SelfEvaluation().With(sheet => { sheet["B13"] = "产出指标\n（50分）"; sheet["B16"] = "效益指标(30分)"; }))),
        ("self-notes-behind.xlsx",
            ByHand(Xml, Drafts.SelfEvaluation().Row(19, 1, "备注:各项得分按填报说明计算。").Row(20, 1, "填报人:张三", null, null, "联系电话:", "13800000000"))),
        ("self-execution-row.xlsx",
            ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet.Row(17, 2, "预算执行率", "预算执行率", "预算执行率", "100%", "96%", 10, 9.6)))),
        ("self-other-words.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["E12"] = "年度目标值";
            sheet["F12"] = "全年完成值";
            sheet["G12"] = "权重";
            sheet["H12"] = "自评得分";
            sheet["I12"] = "未完成原因分析";
        }))),
    ];

    private static (string Name, Written File)[] Values() =>
    [
        ("self-full-width.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["F13"] = "６";
            sheet["F14"] = "１，１８０";
            sheet["F17"] = "９４．２％";
            sheet["E13"] = "≧６次";
            sheet["A2"] = "(２０２３年度)";
        }))),
        ("self-text-numbers.xlsx", ByClosedXml(Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["D6"] = "30.00";
            sheet["E6"] = " 28.5 ";
            sheet["F6"] = "27.36";
            sheet["G13"] = "20";
            sheet["H13"] = "20.00";
            sheet["F14"] = "1,180";
        }))),
        ("self-amounts-with-units.xlsx",
            ByHand(Xml, Drafts.SelfEvaluation().With(sheet => { sheet["D6"] = "30万元"; sheet["E6"] = "285000元"; sheet["F6"] = "27.36万"; }))),
        ("self-amount-unreadable.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["F6"] = "约27万"))),
        ("self-yuan.xlsx", ByHand(Xml, Yuan(Drafts.SelfEvaluation()))),
        ("self-no-money-unit.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["A5"] = "项目资金"))),
        ("self-two-money-units.xlsx",
            ByHand(
                Xml, Drafts.SelfEvaluation().With(sheet => { sheet.Merges.RemoveAll(merge => merge.Top == 2); sheet["H2"] = "金额单位:元"; }))),
        ("self-unit-named-yuanyang.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["A2"] = "填报单位:元阳县人社局 2023年度"))),
        ("self-percent-formats.xlsx", ByClosedXml(Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["E15"] = new Shown(1, "0%");
            sheet["F17"] = new Shown(0.07, "0%");
            sheet["F15"] = new Shown(0.985, "0.0%");
        }))),
        ("self-number-formats.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["E13"] = new Shown(6, "\"≥\"0\"次\"");
            sheet["F13"] = new Shown(6, "0\"次\"");
            sheet["F14"] = new Shown(1180, "#,##0");
            sheet["F15"] = new Shown(45288, "yyyy/m/d");
        }))),
        ("self-floating-tails.xlsx",
            ByHand(Xml, Drafts.SelfEvaluation().With(sheet => { sheet["F6"] = 27.360000000000003; sheet["H14"] = 14.750000000000002; }))),
        ("self-date-1904.xlsx",
            ByHand(Xml with { Date1904 = true }, Drafts.SelfEvaluation().With(sheet => sheet["F15"] = new Shown(43826, "yyyy-mm-dd")))),
        ("self-formulas-cached.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["H6"] = new Computed("F6/E6", 0.96);
            sheet["H18"] = new Computed("SUM(I6,H13:H17)", 99.35);
            sheet["I6"] = new Computed("ROUND(MIN(H6,1)*G6,2)", 9.6);
        }))),
        ("self-formulas-never-calculated.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["E6"] = new Computed("SUM(E7:E9)");
            sheet["F6"] = new Computed("SUM(F7:F9)");
            sheet["H6"] = new Computed("F6/E6");
            sheet["H18"] = new Computed("SUM(I6,H13:H17)");
        }))),
        ("self-actual-never-calculated.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["F14"] = new Computed("590*2")))),
        ("self-formula-errors.xlsx",
            ByHand(
                Xml, Drafts.SelfEvaluation().With(sheet => { sheet["H6"] = new Faulty("#DIV/0!"); sheet["F14"] = new Faulty("#REF!"); }))),
        ("self-placeholders.xlsx",
            ByHand(
                Xml,
                Drafts.SelfEvaluation()
                    .With(sheet => { sheet.Row(9, 4, "—", "-", "/"); sheet["D8"] = "*"; sheet["I14"] = "无"; sheet["F16"] = "无"; }))),
        ("self-numeric-code.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => Code(sheet, 532500210000000012345m)))),
        ("self-accounting-zero.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["F16"] = new Shown(0, Accounting);
            sheet["D9"] = new Shown(0, Accounting);
            sheet["F14"] = new Shown(1180, Accounting);
        }))),
        ("self-scaled-formats.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["D8"] = new Shown(123456.7, "0\\.0,");
            sheet["F13"] = new Shown(60000, "0\\.0,\"万\"");
            sheet["F14"] = new Shown(1180, ";;;");
            sheet["F16"] = new Shown(0, "0;-0;;@");
            sheet["H14"] = new Shown(9.96, "0.0");
        }))),
        ("self-raised-digits.xlsx",
            ByHand(Xml, Drafts.SelfEvaluation().With(sheet => { sheet["F13"] = "6²"; sheet["F14"] = "①1180"; sheet["F6"] = "27½"; }))),
        ("self-month-dates.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["E15"] = "2023年12月底前";
            sheet["F15"] = new Shown(45261, "yyyy\"年\"m\"月\"");
            sheet["F13"] = new Shown(45261, "yyyy\"年\"m\"月\"d\"日\"");
            sheet["F14"] = new Shown(0.604166666666667, "h:mm");
        }))),
        ("self-percent-as-width.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["F13"] = new Shown(6, "0_%");
            sheet["F14"] = new Shown(1180, "0\"%\"");
            sheet["F15"] = new Shown(1, "0.0%;[Red]-0.0%");
        }))),
        ("self-text-code.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => Code(sheet, "000532500210000000012345")))),
        ("self-quotes-and-signs.xlsx",
            ByClosedXml(Drafts.SelfEvaluation("=“一带一路”'培训' <甲&乙>").With(sheet => sheet["I14"] = "=HYPERLINK(\"http://example.org\")"))),
    ];

    private static (string Name, Written File)[] Layouts() =>
    [
        ("self-hidden-row.xlsx", ByClosedXml(Drafts.SelfEvaluation().With(sheet => sheet.HiddenRows.Add(14)))),
        ("self-beneath-merges.xlsx",
            ByHand(Xml, Drafts.SelfEvaluation().With(sheet => { sheet["B14"] = "产出指标"; sheet["C14"] = "质量指标"; sheet["E3"] = "去年的项目"; }))),
        ("self-zero-height-by-default.xlsx",
            ByHand(
                Xml with { Edit = (name, xml) =>
                    name.EndsWith("sheet1.xml", StringComparison.Ordinal)
                        ? xml.Replace(
                            "<sheetData>", "<sheetFormatPr defaultRowHeight=\"15\" zeroHeight=\"1\"/><sheetData>", StringComparison.Ordinal)
                        : xml },
                Drafts.SelfEvaluation())),
        ("self-very-hidden-sheet.xlsx",
            ByHand(
                Xml with { Edit = (_, xml) => xml.Replace("state=\"hidden\"", "state=\"veryHidden\"", StringComparison.Ordinal) },
                Drafts.SelfEvaluation("项目甲"),
                Drafts.SelfEvaluation("项目乙").With(sheet => { sheet.Name = "去年"; sheet.Hidden = true; }))),
        ("self-rows-of-no-height.xlsx",
            ByHand(
                Xml with { Edit = (_, xml) => xml.Replace(" hidden=\"1\"", " ht=\"0.0\" customHeight=\"1\"", StringComparison.Ordinal) },
                Drafts.SelfEvaluation().With(sheet => sheet.HiddenRows.Add(14)))),
        ("self-hidden-column.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet.HiddenColumns.Add(9)))),
        ("self-hidden-sheet.xlsx",
            ByHand(
                Xml,
                Drafts.SelfEvaluation("项目甲"),
                Drafts.SelfEvaluation("项目乙").With(sheet => { sheet.Name = "去年"; sheet.Hidden = true; }))),
        ("self-hidden-lists.xlsx", ByHand(Xml, Drafts.SelfEvaluation(), new Draft("字典") { Hidden = true }.Row(1, 1, "确定能", "有可能"))),
        ("self-spaced-headers.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet["D12"] = "三 级\n指 标";
            sheet["E12"] = "年度\n指标值";
            sheet["F12"] = " 实际 完成值 ";
            sheet["A3"] = "项 目 名 称";
        }))),
        ("self-repeated-header.xlsx", ByHand(Xml, RepeatedHeader())),
        ("self-blank-lines.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet.Row(16, 2, "效益指标", "社会效益指标", "……", "……", null, null, null);
            sheet["I16"] = null;
        }))),
        ("self-name-missing.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["D14"] = null))),
        ("self-score-column-missing.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["H12"] = null))),
        ("self-chinese-year.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["A2"] = "(二〇二三年度)"))),
        ("self-no-year.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["A2"] = null))),
        ("self-inline-labels.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet =>
        {
            sheet.Row(3, 1, "项目名称:劳动能力鉴定经费", null, null, null);
            sheet["A4"] = "主管部门：红河州人社局";
            sheet["D4"] = null;
        }))),
        ("self-merge-over-everything.xlsx", ByHand(Xml, Drafts.SelfEvaluation().Merge("A30:XFD1048576"))),
        ("self-no-title.xlsx", ByHand(Xml, Untitled("项目甲"))),
        ("self-no-project-name.xlsx", ByHand(Xml, Drafts.SelfEvaluation().With(sheet => sheet["D3"] = null))),
        ("self-no-funds.xlsx",
            ByHand(
                Xml,
                Drafts.SelfEvaluation().With(sheet => { for (var row = 5; row <= 9; row++) { sheet.Row(row, 1, [.. new object?[9]]); } }))),
    ];

    private static (string Name, Written File)[] Monitorings() =>
    [
        ("monitoring-canonical.xlsx", ByClosedXml(Drafts.Monitoring())),
        ("monitoring-three-ticks.xlsx", ByClosedXml(ThreeTicks())),
        ("monitoring-two-ticks.xlsx", ByHand(Xml, ThreeTicks().With(sheet => sheet["O13"] = "√"))),
        ("monitoring-codes.xlsx",
            ByHand(Xml, Drafts.Monitoring().With(sheet => { sheet["N13"] = 1; sheet["N14"] = "2"; sheet["N15"] = "3"; }))),
        ("monitoring-boxes.xlsx", ByHand(Xml, Drafts.Monitoring().With(sheet =>
        {
            sheet["N13"] = "☑确定能 ☐有可能 ☐完全不可能";
            sheet["N14"] = "□确定能■有可能□不可能";
            sheet["N15"] = "确定能/有可能";
        }))),
        ("monitoring-half-year.xlsx",
            ByHand(
                Xml,
                Drafts.Monitoring()
                    .With(sheet =>
                    {
                        sheet["A2"] = "(2023年度 上半年)";
                        sheet["F11"] = "半年度指标执行情况";
                        sheet["I5"] = "1-6月执行数";
                        sheet["K5"] = "1-6月执行率";
                    }))),
        ("monitoring-seven-months.xlsx", ByHand(Xml, Drafts.Monitoring().With(sheet =>
        {
            sheet["A2"] = "(2023年度)";
            sheet["I5"] = "1—7月执行数";
            sheet["K5"] = "1—7月执行率";
            sheet["F11"] = "1—7月执行情况";
        }))),
        ("monitoring-causes-in-words.xlsx",
            ByHand(
                Xml,
                Drafts.Monitoring()
                    .With(sheet => { sheet["H14"] = "经费未到位"; sheet["I14"] = "无"; sheet["J14"] = "是"; sheet["K14"] = "×"; }))),
        ("monitoring-huangshi.xlsx", ByHand(Xml, Huangshi())),
    ];

    private static (string Name, Written File)[] Targets() =>
    [
        ("targets-canonical.xlsx", ByClosedXml(Drafts.Targets())),
        ("targets-one-cell.xlsx", ByHand(Xml, OneCell())),
        ("targets-yuan.xlsx", ByClosedXml(Shanghai())),
        ("targets-long-term-above.xlsx", ByHand(Xml, LongTermAbove())),
        ("targets-long-term-beside.xlsx", ByHand(Xml, LongTermBeside())),
        ("targets-jia-county.xlsx", ByHand(Xml, OneCell().With(sheet =>
        {
            sheet["D14"] = "指标内容";
            sheet.Row(19, 1, "实施进度计划", "内容", "开始", "完成").Row(20, 2, "培训", "2023年3月", "2023年11月");
        }))),
        ("targets-approval-block.xlsx", ByHand(Xml, Drafts.Targets().Row(19, 1, "审核意见", "科室负责人:").Row(20, 2, "财务室:", null, "同意"))),
    ];

    private static (string Name, Written File)[] Packages() =>
    [
        ("self-no-styles.xlsx", ByHand(Xml with { Styles = false }, Drafts.SelfEvaluation())),
        ("self-inline-strings.xlsx", ByHand(Xml with { Inline = true }, Drafts.SelfEvaluation())),
        ("self-rich-text.xlsx", ByHand(Xml with { Rich = true }, Drafts.SelfEvaluation())),
        ("self-unnumbered-cells.xlsx", ByHand(Xml with { Unnumbered = true }, Drafts.SelfEvaluation())),
        ("self-backslash-parts.xlsx", ByHand(Xml with { Backslashes = true }, Drafts.SelfEvaluation())),
        ("self-absolute-targets.xlsx", ByHand(Xml with { AbsoluteTargets = true }, Drafts.SelfEvaluation())),
        ("self-strict.xlsx", ByHand(Xml with { Namespace = XmlWorkbook.Strict }, Drafts.SelfEvaluation())),
        ("self-stored.xlsx", ByHand(Xml with { Compression = CompressionLevel.NoCompression }, Drafts.SelfEvaluation())),
    ];

    private static (string Name, Written File)[] NoForms() =>
    [
        ("no-form.xlsx", ByClosedXml(new Draft("通讯录").Row(1, 1, "姓名", "电话").Row(2, 1, "张三", "13800000000"))),
        ("comma-separated.csv", new("一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,培训人数,≥1000人\n"u8.ToArray(), [])),
    ];

    private static Written ByClosedXml(params Draft[] drafts) => new(ClosedXmlWriter.Write(drafts), drafts);

    private static Written ByHand(XmlWorkbook writer, params Draft[] drafts) => new(writer.Write(drafts), drafts);

    private static Written Template<T>(Action<T, Stream> write, T sheet) => new(Sample.Bytes(write, sheet), []);

    private static void Code(Draft sheet, object code)
    {
        sheet.Merges.RemoveAll(merge => merge is { Top: 3, Left: 4 });
        sheet.Row(3, 7, "项目编码", code);
    }

    private static Draft Unmerged(bool filled)
    {
        var sheet = Drafts.SelfEvaluation();
        sheet.Merges.RemoveAll(merge => merge.Top >= 12);
        if (filled)
        {
            sheet.Row(14, 2, "产出指标", "数量指标");
            sheet["B15"] = "产出指标";
        }

        return sheet;
    }

    private static Draft Untitled(string project) => Drafts.SelfEvaluation(project).With(sheet =>
    {
        sheet["A1"] = null;
        sheet.Merges.RemoveAll(merge => merge.Top == 1);
    });

    private static Draft Yuan(Draft sheet) => sheet.With(_ =>
    {
        sheet["A5"] = "项目资金(元)";
        foreach (var cell in new[] { "D6", "E6", "F6", "D7", "E7", "F7", "D8", "E8", "F8" })
        {
            sheet[cell] = Convert.ToDouble(sheet[cell], System.Globalization.CultureInfo.InvariantCulture) * 10_000;
        }
    });

    private static Draft RepeatedHeader()
    {
        var sheet = Drafts.SelfEvaluation();
        sheet.Merges.RemoveAll(merge => merge.Top >= 12);
        return sheet
            .Row(18, 1, null, null, null, null, null, null, null, null)
            .Row(18, 2, "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
            .Row(19, 2, "满意度指标", "服务对象满意度指标", "用人单位满意度", "≥85%", "88%", 0, 0)
            .Row(20, 1, "总分", null, null, null, null, null, 100, 99.35);
    }

    /// <summary>青神 2023: other words, three more fund lines, 指标性质 and 度量单位 as columns.</summary>
    private static Draft Sichuan() => new Draft("510000_0013zp")
        .Row(1, 1, "部门预算项目支出绩效自评表(2023年度)")
        .Row(2, 1, "报表编号:510000_0013zp", null, null, null, null, null, null, "金额单位:万元")
        .Row(3, 1, "项目名称", null, "价格监测经费")
        .Row(4, 1, "主管部门", null, "县发展和改革局", null, "实施单位", null, "县发展和改革局")
        .Row(5, 1, "项目年度目标", null, "完成全年价格监测。", null, "年度目标完成情况", null, "已全部完成。")
        .Row(6, 1, "预算执行情况(10分)", null, "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因")
        .Row(7, 2, "总额", 20, 18, 17.1, "95%", 10, 9.5)
        .Row(8, 2, "其中:财政资金", 20, 18, 17.1)
        .Row(9, 2, "财政专户管理资金", 0, 0, 0)
        .Row(10, 2, "单位资金", 0, 0, 0)
        .Row(11, 2, "其他资金", 0, 0, 0)
        .Row(12, 1, "绩效指标(90分)", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析")
        .Row(13, 2, "产出指标", "数量指标", "监测品种数", "≥", 60, "种", 62, 60, 60)
        .Row(14, 2, "效益指标", "社会效益指标", "价格预警及时性", "定性", "及时", null, "及时", 30, 30)
        .Row(15, 1, "合计", null, null, null, null, null, null, null, 100, 99.5)
        .Row(16, 1, "评价结论", null, "优")
        .Row(17, 1, "存在问题", null, "无")
        .Merge("A3:B3", "A4:B4", "E4:F4", "A5:B5", "C5:D5", "E5:F5", "A6:A11", "A12:A14", "A16:B16", "C16:K16", "A17:B17", "C17:K17");

    /// <summary>The recalled columns of 公开15表.</summary>
    private static Draft Yunnan() => new Draft("公开15表")
        .Row(1, 1, "项目支出绩效自评表")
        .Row(2, 1, "2023年度", null, null, null, null, null, null, null, null, "公开15表", "金额单位:万元")
        .Row(3, 1, "项目名称", null, "社保经办经费")
        .Row(4, 1, "主管部门", null, "红河州人社局", null, null, "实施单位", null, "社保中心")
        .Row(5, 1, "项目资金(万元)", null, null, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
        .Row(6, 3, "年度资金总额", 50, 50, 50, 10, "100%", 10)
        .Row(7, 3, "其中:当年财政拨款", 50, 50, 50, "—", "100%", "—")
        .Row(8, 1, "年度总体目标", "预期目标", null, null, null, "实际完成情况")
        .Row(9, 2, "按时发放待遇。", null, null, null, "全部按时发放。")
        .Row(10, 1, "绩效指标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
        .Row(11, 2, "产出指标", "时效指标", "待遇按时发放率", "=", 100, "%", 100, 50, 50)
        .Row(12, 2, "效益指标", "社会效益指标", "投诉件数", "≤", 3, "件", 1, 30, 30)
        .Row(13, 2, "满意度指标", "服务对象满意度指标", "参保人满意度", "≥", 90, "%", 95, 10, 10)
        .Row(14, 1, "其他需要说明事项", null, "无")
        .Row(15, 1, "总分", null, null, null, null, null, null, null, 100, 100)
        .Row(16, 1, "自评等级", null, "优")
        .Merge("A8:A9", "B8:E8", "F8:K8", "B9:E9", "F9:K9", "A10:A13");

    private static Draft ThreeTicks()
    {
        var sheet = Drafts.Monitoring();
        sheet.Merges.RemoveAll(merge => merge.Left >= 14 && merge.Top >= 11);
        return sheet
            .Row(11, 14, "完成目标可能性", null, null, "备注").Row(12, 14, "确定能", "有可能", "完全不可能")
            .Row(13, 14, "√", null, null, null).Row(14, 14, null, "✓", null, "四季度补办").Row(15, 14, null, null, "■", null)
            .Merge("N11:P11", "Q11:Q12");
    }

    /// <summary>黄石 2019: no fixed causes, reasons in free rows behind the grid.</summary>
    private static Draft Huangshi() => new Draft("监控")
        .Row(1, 1, "黄石市项目支出绩效监控表")
        .Row(2, 1, "(2019年度1-6月)", null, null, null, null, null, "单位:万元")
        .Row(3, 1, "项目名称", null, "申遗")
        .Row(4, 1, "项目资金", null, null, "年初预算数", "1-6月执行数", "全年预计执行数")
        .Row(5, 3, "年度资金总额", 300, 120, 300)
        .Row(6, 1, "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "半年度指标执行情况", "完成目标可能性", "备注")
        .Row(7, 2, "产出指标", "数量指标", "申报文本", "1套", "编制中", "有可能", "专家评审推迟")
        .Row(8, 1, "偏差或不能完成目标原因分析", null, "专家评审推迟到下半年。")
        .Row(9, 1, "相关建议或举措", null, "加快进度。");

    private static Draft OneCell()
    {
        var sheet = Drafts.Targets();
        for (var row = 14; row <= 18; row++)
        {
            sheet.Row(row, 5, row == 14 ? "指标值" : $"{sheet[$"E{row}"]}{sheet[$"F{row}"]}{sheet[$"G{row}"]}", null, null, sheet[$"H{row}"]);
        }

        return sheet;
    }

    /// <summary>A Shanghai form in 元, with the whole project's total beside the year's.</summary>
    private static Draft Shanghai() => Drafts.Targets().With(sheet =>
    {
        sheet["F3"] = "金额单位:元";
        sheet["A8"] = "项目资金";
        sheet["C8"] = "年度资金申请总额";
        sheet.Row(7, 3, "项目资金总额", null, null, 3_600_000);
        sheet["F8"] = 1_205_000;
        sheet["F9"] = 1_000_000;
        sheet["F10"] = "205,000.00";
    });

    private static Draft LongTermAbove()
    {
        var sheet = OneCell();
        sheet["A14"] = "长期目标";
        return sheet
            .Row(19, 1, "年度目标", "一级指标", "二级指标", "三级指标", "指标值", null, null, "分值")
            .Row(20, 2, "产出指标", "数量指标", "当年培训人数", "≥1000人", null, null, 50)
            .Row(21, 2, "效益指标", "社会效益指标", "当年就业率", "≥60%", null, null, 40);
    }

    /// <summary>The form of 2015: long-term indicators on the left, those of the year on the right.</summary>
    private static Draft LongTermBeside() => new Draft("目标表")
        .Row(1, 1, "项目支出绩效目标表")
        .Row(2, 1, "(2023年度)", null, null, null, null, null, "单位:万元")
        .Row(3, 1, "项目名称", null, "技能培训补助")
        .Row(4, 1, "项目资金", null, "年度资金总额", 120)
        .Row(5, 3, "其中:财政拨款", 120)
        .Row(6, 1, "总体目标", "长期目标", null, null, null, "年度目标")
        .Row(7, 2, "三年培训3000人。", null, null, null, "培训1000人以上。")
        .Row(8, 1, "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
        .Row(9, 2, "产出指标", "数量指标", "培训总人数", "≥3000人", "数量指标", "当年培训人数", "≥1000人")
        .Row(10, 2, "效益指标", "社会效益指标", "总就业率", "≥65%", "社会效益指标", "当年就业率", "≥60%")
        .Merge("A6:A7", "B6:E6", "F6:H6", "B7:E7", "F7:H7", "A8:A10");
}

/// <param name="Drafts">What the writer put in, sheet by sheet; none for what is not drafted.</param>
internal sealed record Written(byte[] Bytes, IReadOnlyList<Draft> Drafts);
