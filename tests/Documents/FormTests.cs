using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PerfFlow.Documents.Html;
using PerfFlow.Documents.Word;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Tests;

public sealed class FormTests
{
    [Fact]
    public void The_three_forms_say_the_same()
    {
        var word = Said.InWord(Papers.Whole);

        Assert.Contains("共12个项目，支出1,234.50万元。#不是标题|不是单元格<script>alert(1)</script>[链](http://x)*星*", word, StringComparison.Ordinal);
        Assert.Equal(word, Said.InHtml(Papers.Whole));
        Assert.Equal(word, Said.InMarkdown(Papers.Whole));
    }

    [Fact]
    public void Whatever_is_written_the_forms_say_the_same_and_the_package_is_valid() => Papers.Any.Sample(
        document =>
        {
            Assert.Empty(Faults(document));
            var word = Said.InWord(document);
            Assert.Equal(word, Said.InHtml(document));
            Assert.Equal(word, Said.InMarkdown(document));
        },
        iter: 60);

    [Fact]
    public void A_document_is_valid_and_the_same_bytes_twice()
    {
        Assert.Empty(Faults(Papers.Whole));
        Assert.Equal(WordDocument.Write(Papers.Whole, StyleProfile.Standard), WordDocument.Write(Papers.Whole, StyleProfile.Standard));
    }

    [Fact]
    public void A_bound_number_names_its_field_and_cannot_be_typed_over()
    {
        using var package = Open(Papers.Whole);
        var control = package.MainDocumentPart!.Document.Descendants<SdtRun>().First();

        Assert.Equal(
            ("12", "sum.projects", LockingValues.SdtContentLocked),
            (control.InnerText, control.SdtProperties!.GetFirstChild<Tag>()!.Val!.Value,
                control.SdtProperties.GetFirstChild<DocumentFormat.OpenXml.Wordprocessing.Lock>()!.Val!.Value));
    }

    [Fact]
    public void Paper_fonts_and_lines_are_those_of_the_profile()
    {
        using var package = Open(Papers.Whole);
        var styles = package.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<Style>().ToDictionary(style => style.StyleId!.Value!);
        var sections = package.MainDocumentPart.Document.Descendants<SectionProperties>()
            .Select(section => section.GetFirstChild<PageSize>()!)
            .Select(size => (size.Width!.Value, size.Height!.Value));

        Assert.Equal([(11906U, 16838U), (16838U, 11906U), (11906U, 16838U)], sections);
        Assert.Equal(
            ("方正小标宋简体", "44", "Times New Roman"),
            (styles["Title"].Descendants<RunFonts>().Single().EastAsia!.Value, styles["Title"].Descendants<FontSize>().Single().Val!.Value,
                styles["Title"].Descendants<RunFonts>().Single().Ascii!.Value));
        Assert.Equal("600", styles["Normal"].Descendants<SpacingBetweenLines>().Single().Line!.Value);
        Assert.Equal(200, styles["BodyText"].Descendants<Indentation>().Single().FirstLineChars!.Value);
    }

    [Fact]
    public void A_page_in_the_browser_has_no_script_and_fetches_nothing()
    {
        using var to = new StringWriter();
        HtmlDocument.Write(Papers.Whole, StyleProfile.Standard with { Digits = "x\"; } body { background: url(http://x)" }, to);
        var html = to.ToString();

        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.Contains("<span data-field=\"sum.spent\">1,234.50</span>", html, StringComparison.Ordinal);
        Assert.Contains("<thead><tr><th scope=\"col\">序号列</th>", html, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(PerfFlow.Domain.Documents.Document document)
    {
        using var package = Open(document);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package)
            .Select(fault => $"{fault.Path?.XPath}: {fault.Description}")];
    }

    private static WordprocessingDocument Open(PerfFlow.Domain.Documents.Document document)
        => WordprocessingDocument.Open(new MemoryStream(WordDocument.Write(document, StyleProfile.Standard)), false);
}
