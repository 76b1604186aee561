namespace PerfFlow.Domain.ReportTexts;

/// <summary>What people write for the report beside its numbers (field.md §15).</summary>
public enum TextTopic
{
    /// <summary>立项背景.</summary>
    Background,

    /// <summary>主要内容及实施情况.</summary>
    Content,

    /// <summary>资金投入和使用.</summary>
    Funds,

    /// <summary>取得的成效.</summary>
    Effects,

    /// <summary>组织管理.</summary>
    Organisation,

    /// <summary>自评工作过程.</summary>
    Process,

    /// <summary>项目决策.</summary>
    Decisions,

    /// <summary>经验做法.</summary>
    Experience,

    /// <summary>存在的问题及原因.</summary>
    Problems,

    /// <summary>有关建议.</summary>
    Suggestions,

    /// <summary>其他需要说明的问题.</summary>
    Other,
}

/// <summary>A rule the unit works by (管理制度).</summary>
/// <param name="Number">文号; null where it has none.</param>
/// <param name="From">First day it holds.</param>
/// <param name="Until">Last day; null while it holds.</param>
public sealed record Regulation(string Title, string? Number, DateOnly From, DateOnly? Until = null);
