using PerfFlow.Domain.ReportTexts;

namespace PerfFlow.Domain.Reporting;

/// <summary>五、主要经验及做法.</summary>
internal static class Experience
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "五、主要经验及做法");
        if (!paper.Quote(data, TextTopic.Experience))
        {
            paper.Say("各科室未报送经验做法。");
        }
    }
}
