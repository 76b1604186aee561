using PerfFlow.Domain.ReportTexts;

namespace PerfFlow.Domain.Reporting;

/// <summary>八、其他需要说明的问题.</summary>
internal static class OtherMatters
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "八、其他需要说明的问题");
        if (data.Texts.TryGetValue(TextTopic.Other, out var text))
        {
            paper.Quote(text);
        }

        paper.Say(data.Projects.Any(project => project.Rectifications.Count > 0)
            ? "审核中提出整改事项{{rectifications.count}}项,整改情况见附件三。"
            : "审核中未提出整改事项。");
    }
}
