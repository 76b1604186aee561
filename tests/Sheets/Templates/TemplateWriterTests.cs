using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;
using PerfFlow.Sheets.Tests.Workbooks;

namespace PerfFlow.Sheets.Tests.Templates;

public sealed class TemplateWriterTests
{
    [Fact]
    public void Rates_scores_and_totals_are_formulas_that_carry_their_value()
    {
        using var workbook = ReadBook.Of(
            Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation));
        var sheet = workbook.Worksheet(1);

        Assert.Equal(
            [("F6", "109"), ("H6", "0.986425339366516"), ("I6", "9.86"), ("G18", "100"), ("H18", "99.76")],
            new[] { "F6", "H6", "I6", "G18", "H18" }.Select(
                cell => (cell, sheet.Cell(cell).HasFormula ? sheet.Cell(cell).CachedValue.ToString() : "no formula")));
    }

    [Fact]
    public void What_is_given_is_locked_and_what_the_section_fills_in_is_open()
    {
        using var workbook = ReadBook.Of(
            Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation));
        var sheet = workbook.Worksheet(1);

        Assert.True(sheet.Protection.IsProtected);
        Assert.Equal([true, true, false, true, false, false, true],
            new[] { "D13", "E13", "F13", "G13", "H13", "I13", "J13" }.Select(cell => sheet.Cell(cell).Style.Protection.Locked));
    }

    [Fact]
    public void User_text_never_becomes_a_formula()
    {
        var header = Sample.Header with { ProjectName = "=HYPERLINK(\"http://x\")", ProjectCode = "+00123" };
        using var workbook = ReadBook.Of(
            Sample.Bytes<TargetSheet>(TemplateWriter.Targets, Sample.Targets with { Header = header, Goal = "@SUM(A1)" }));
        var sheet = workbook.Worksheet(1);

        Assert.Equal(
            [(false, header.ProjectName), (false, header.ProjectCode), (false, "@SUM(A1)")],
            new[] { "C4", "G4", "F13" }.Select(cell => (sheet.Cell(cell).HasFormula, sheet.Cell(cell).GetString())));
    }
}
