using PerfFlow.Domain.Documents;

namespace PerfFlow.Domain.Reporting;

/// <summary>The self-evaluation report of a year (field.md §6, §15): eight sections, the signature, three annexes.</summary>
public static class ReportDocument
{
    /// <summary>The same data gives the same document.</summary>
    public static Document Of(ReportData data)
    {
        var paper = new Paper(Fields.Of(data));
        Basics.Write(paper, data);
        Work.Write(paper, data);
        Conclusions.Write(paper, data);
        Analysis.Write(paper, data);
        Experience.Write(paper, data);
        Problems.Write(paper, data);
        Advice.Write(paper, data);
        OtherMatters.Write(paper, data);
        paper.Signature(data.Unit, data.Names);
        Annexes.Write(paper, data);
        return paper.ToDocument("{{unit}}{{year}}年度项目支出绩效单位自评报告");
    }
}
