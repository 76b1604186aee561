using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>Whether a refusal says in substance what an expectation wants said.</summary>
internal static class Advice
{
    /// <summary>What is wanted, and the word without which nobody would know what to do.</summary>
    private static readonly (string Wanted, string Said)[] Words =
    [
        ("unpack", "解压"),
        ("Word document", "Word 文档"),
        ("fill the Excel form", "填写 Excel"),
        ("opening password", "打开密码"),
        ("保护工作簿", "撤销工作簿保护"),
        ("damaged", "损坏"),
        ("save it", "另存为"),
        ("web page", "网页"),
        ("text file", "文本"),
    ];

    public static bool IsGiven(string wanted, Finding finding) => Words
        .Where(word => wanted.Contains(word.Wanted, StringComparison.Ordinal))
        .All(word => $"{finding.Message.Zh}{finding.Suggestion?.Zh}".Contains(word.Said, StringComparison.Ordinal));
}
