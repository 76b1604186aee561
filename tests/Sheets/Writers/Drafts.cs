namespace PerfFlow.Sheets.Tests.Writers;

/// <summary>The three official forms as sections fill them in, before something goes wrong with them.</summary>
internal static class Drafts
{
    /// <summary>field.md §3.3, columns A to I, merged as printed.</summary>
    public static Draft SelfEvaluation(string project = "劳动能力鉴定经费") => new Draft("自评表")
        .Row(1, 1, "项目支出绩效自评表")
        .Row(2, 1, "(2023年度)")
        .Row(3, 1, "项目名称", null, null, project)
        .Row(4, 1, "主管部门", null, null, "红河州人社局", null, null, "实施单位", "劳动能力鉴定中心")
        .Row(5, 1, "项目资金\n(万元)", null, null, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
        .Row(6, 3, "年度资金总额", 30, 28.5, 27.36, 10, new Shown(0.96, "0.00%"), 9.6)
        .Row(7, 3, "其中:当年财政拨款", 25, 23.5, 22.36, "—", new Shown(0.951489361702128, "0.00%"), "—")
        .Row(8, 3, "上年结转资金", 5, 5, 5, "—", new Shown(1, "0.00%"), "—")
        .Row(9, 3, "其他资金", 0, 0, 0, "—", "—", "—")
        .Row(10, 1, "年度总体目标", "预期目标", null, null, null, null, "实际完成情况")
        .Row(11, 2, "每两月组织一次劳动能力鉴定。", null, null, null, null, "全年组织6次鉴定。")
        .Row(12, 1, "绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
        .Row(13, 2, "产出指标", "数量指标", "鉴定次数", "≥6次", 6, 20, 20)
        .Row(14, 4, "鉴定人数", "≥1200人", 1180, 15, 14.75, "申请人数少于预期,已加强宣传。")
        .Row(15, 3, "时效指标", "鉴定结论按时送达率", "100%", new Shown(1, "0%"), 15, 15)
        .Row(16, 2, "效益指标", "社会效益指标", "鉴定结论引发的群体性事件", "0起", 0, 30, 30)
        .Row(17, 2, "满意度指标", "服务对象满意度指标", "申请人满意度", "≥90%", "94.2%", 10, 10)
        .Row(18, 1, "总分", null, null, null, null, null, 100, 99.35)
        .Merge(
            "A1:I1", "A2:I2", "A3:C3", "D3:I3", "A4:C4", "D4:F4", "H4:I4", "A5:B9", "A10:A11",
            "B10:F10", "G10:I10", "B11:F11", "G11:I11", "A12:A17", "B13:B15", "C13:C14", "A18:F18");

    /// <summary>field.md §3.2 with the likelihood as one column.</summary>
    public static Draft Monitoring() => new Draft("监控表")
        .Row(1, 1, "项目支出绩效目标执行监控表")
        .Row(2, 1, "(2023年度 第三季度 1-9月)")
        .Row(3, 1, "项目名称", null, "就业见习补贴")
        .Row(4, 1, "主管部门", null, "红河州人社局", null, null, null, "实施单位", null, "就业服务中心")
        .Row(5, 1, "项目资金(万元)", null, null, null, "年初预算数", null, "全年预算数", null, "1-9月执行数", null, "1-9月执行率", null, "全年预计执行数")
        .Row(6, 3, "年度资金总额", null, 100, null, 90, null, 60, null, new Shown(0.6667, "0.00%"), null, 88)
        .Row(7, 3, "其中:本年财政拨款", null, 100, null, 90, null, 60, null, new Shown(0.6667, "0.00%"), null, 88)
        .Row(8, 3, "上年结转资金", null, 0, null, 0, null, 0, null, "/", null, 0)
        .Row(9, 3, "其他资金", null, 0, null, 0, null, 0, null, "/", null, 0)
        .Row(10, 1, "年度总体目标", null, "组织500人以上就业见习。")
        .Row(
            11, 1, "绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "1-9月执行情况", "全年预计完成情况", "偏差原因分析", null, null, null, null, null, "完成目标可能性", "备注")
        .Row(12, 8, "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明")
        .Row(13, 2, "产出指标", "数量指标", "见习人数", "≥500人", 380, 510, null, null, null, null, null, null, "确定能")
        .Row(14, 4, "招聘会场次", "≥2次", 1, 2, null, null, "√", null, "√", "场地未落实", "有可能", "四季度补办")
        .Row(15, 2, "满意度指标", "服务对象满意度指标", "见习人员满意度", "≥90%", "未调查", "92%", "√", null, null, null, null, "年底统一调查", "不可能")
        .Merge(
            "A1:O1", "A2:O2", "A3:B3", "C3:O3", "A4:B4", "C4:F4", "G4:H4", "I4:O4", "A5:B9", "C5:D5", "E5:F5",
            "G5:H5", "I5:J5", "K5:L5", "M5:O5", "A10:B10", "C10:O10", "A11:A15", "B11:B12", "C11:C12",
            "D11:D12", "E11:E12", "F11:F12", "G11:G12", "H11:M11", "N11:N12", "O11:O12", "B13:B14", "C13:C14")
        .Merge([.. Enumerable.Range(6, 4).SelectMany(
            row => new[] { $"C{row}:D{row}", $"E{row}:F{row}", $"G{row}:H{row}", $"I{row}:J{row}", $"K{row}:L{row}", $"M{row}:O{row}" })]);

    /// <summary>field.md §3.1, columns A to H.</summary>
    public static Draft Targets() => new Draft("目标表")
        .Row(1, 1, "项目支出绩效目标申报表")
        .Row(2, 1, "(2023年度)")
        .Row(3, 1, "填报单位(盖章):红河州人社局", null, null, null, null, "金额单位:万元")
        .Row(4, 1, "项目名称", null, "技能培训补助", null, null, "项目编码", "532500210000000012345")
        .Row(5, 1, "主管部门", null, "红河州人社局", null, null, "实施单位", "职业能力建设科")
        .Row(8, 1, "项目资金(万元)", null, "年度资金总额", null, null, 120.5)
        .Row(9, 3, "其中:当年财政拨款", null, null, 100)
        .Row(10, 3, "上年结转资金", null, null, 20.5)
        .Row(11, 3, "其他资金", null, null, 0)
        .Row(12, 1, "总体目标", "实施期目标", null, null, null, "年度目标")
        .Row(13, 2, "三年培训3000人。", null, null, null, "培训1000人以上。")
        .Row(14, 1, "绩效指标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "分值")
        .Row(15, 2, "产出指标", "数量指标", "培训人数", "≥", 1000, "人", 25)
        .Row(16, 3, "成本指标", "人均培训成本", "≤", 1200, "元/人", 25)
        .Row(17, 2, "效益指标", "社会效益指标", "培训后就业率", "≥", 60, "%", 30)
        .Row(18, 2, "满意度指标", "服务对象满意度指标", "学员满意度", "≥", 95, "%", 10)
        .Merge(
            "A1:H1", "A2:H2", "A3:E3", "F3:H3", "A4:B4", "C4:E4", "G4:H4", "A5:B5", "C5:E5",
            "G5:H5", "A8:B11", "C8:E8", "F8:H8", "C9:E9", "F9:H9", "C10:E10", "F10:H10", "C11:E11",
            "F11:H11", "A12:A13", "B12:E12", "F12:H12", "B13:E13", "F13:H13", "A14:A18", "B15:B16");
}
