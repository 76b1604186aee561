using PerfFlow.Documents.Word;
using PerfFlow.Domain.Documents;
using PerfFlow.LibreOffice;

namespace PerfFlow.Documents.Tests;

public sealed class PrintedDocumentTests
{
    [PrintedFact]
    public async Task A_document_prints_with_all_that_is_written_in_it_its_head_on_every_page_and_page_numbers()
    {
        var pages = Assert.Single(await Printed.Of(("report.docx", WordDocument.Write(Papers.Whole, StyleProfile.Standard))));

        var printed = string.Concat(pages);
        Assert.DoesNotContain('\uFFFD', printed);
        Assert.All(Enumerable.Range(1, 120), row => Assert.Contains($"项目{row}{row * 1000:#,##0.00}", printed, StringComparison.Ordinal));
        Assert.Contains(Said.Bare(string.Concat(Enumerable.Repeat("长名称", 40)))[..60], printed, StringComparison.Ordinal);
        var ofTable = pages.Where(page => page.Contains(",000.00", StringComparison.Ordinal)).ToList();
        Assert.True(ofTable.Count > 3, $"{ofTable.Count} pages");
        Assert.All(ofTable, page => Assert.Contains("序号列名称列金额列", page, StringComparison.Ordinal));
        Assert.All(pages.Index(), page => Assert.Contains($"—{page.Index + 1}—", page.Item, StringComparison.Ordinal));
        Assert.All(["附件一", "附件二", "附件三"], title => Assert.StartsWith(
            title, Assert.Single(pages, page => page.Contains(title, StringComparison.Ordinal)), StringComparison.Ordinal));
        Assert.All(pages, page => Assert.True(page.Length > 6, "a page is empty")); // more than its number
    }
}
