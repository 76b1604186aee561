using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Tests.Sheets;

[Collection(AppCollection.Name)]
public class UploadFilesTests(TestApp app)
{
    [Fact]
    public async Task The_original_comes_back_byte_for_byte_under_a_safe_name()
    {
        var year = await TestYear.OpenAsync(app);
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        using var content = new ByteArrayContent(sheet);
        var uploaded = await year.As("section-clerk").SendAsync(
            HttpMethod.Post, $"{year.Item("targets")}/uploads?fileName=..%2F目标%E2%80%AExslx%3A.xlsx", content);

        var answer = await year.As("lead").GetAsync($"{uploaded.Json["status"]}/file");

        Assert.Equal("200", answer.Outcome);
        Assert.Equal(sheet, answer.Bytes);
        Assert.Equal("目标xslx_.xlsx", answer.ContentHeaders.ContentDisposition!.FileNameStar);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("self-actual-never-calculated.xlsx", "F14")]
    [InlineData("self-sichuan.libreoffice.xls", "C3")]
    public async Task The_marked_copy_opens_names_the_cell_and_reads_the_same(string file, string cell)
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var original = CheckTests.Corpus(file);
        var (version, reading) = await year.UploadAsync("self-evaluation", original);
        Assert.Contains(reading.Json["findings"]!.AsArray(), finding => (string?)finding!["cell"] == cell);

        var answer = await year.As("section-clerk").GetAsync($"{year.Item("self-evaluation")}/uploads/{version}/marked");

        Assert.Equal(("200", "表.marked.xlsx"), (answer.Outcome, answer.ContentHeaders.ContentDisposition!.FileNameStar));
        Assert.Contains(cell, Commented(answer.Bytes));
        var (sent, marked) = (SheetReader.Read(original).Forms.Single(), SheetReader.Read(answer.Bytes).Forms.Single());
        Assert.Equal((sent.Kind, sent.Sheet, sent.Header.ProjectName), (marked.Kind, marked.Sheet, marked.Header.ProjectName));
    }

    [Theory]
    [InlineData("目标.xlsx.exe", "目标_xlsx.xlsx")]
    [InlineData("目标.xlsm", "目标.xlsx")]
    [InlineData("CON.xls", "_CON.xlsx")]
    public async Task A_sheet_comes_back_under_the_extension_of_what_it_is(string sent, string name)
    {
        var year = await TestYear.OpenAsync(app);
        var uploaded = await year.As("section-clerk").SendAsync(
            HttpMethod.Post,
            $"{year.Item("targets")}/uploads?fileName={Uri.EscapeDataString(sent)}",
            new ByteArrayContent(TestSheets.Targets(TestYear.Project, TestYear.Year)));

        var answer = await year.As("lead").GetAsync($"{uploaded.Json["status"]}/file");

        var given = answer.ContentHeaders.ContentDisposition!;
        Assert.Equal(("attachment", name), (given.DispositionType, given.FileNameStar ?? given.FileName));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_file_that_is_refused_has_no_marked_copy()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", [.. "PK\x03\x04"u8, .. new byte[100]]);

        Assert.Equal(
            "409 NO_MARKED_COPY", (await year.As("section-clerk").GetAsync($"{year.Item("targets")}/uploads/{version}/marked")).Outcome);
    }

    [Fact]
    public async Task A_version_that_does_not_exist_has_no_files()
    {
        var year = await TestYear.OpenAsync(app);
        var clerk = year.As("section-clerk");

        Assert.Equal("404 NOT_FOUND", (await clerk.GetAsync($"{year.Item("targets")}/uploads/1/file")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await clerk.GetAsync($"{year.Item("targets")}/uploads/x/marked")).Outcome);
    }

    [Fact]
    public async Task Another_section_gets_neither_file()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别科项目","section":"别科"}""")).Outcome);
        var upload = $"{year.Base}/projects/p2/stages/targets/uploads/1";

        Assert.Equal("404 NOT_FOUND", (await year.As("section-clerk").GetAsync($"{upload}/file")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("section-clerk").GetAsync($"{upload}/marked")).Outcome);
    }

    private static IReadOnlyList<string> Commented(byte[] workbook)
    {
        using var stream = new MemoryStream(workbook);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        return [.. from sheet in document.WorkbookPart!.WorksheetParts
                   where sheet.WorksheetCommentsPart is not null
                   from comment in sheet.WorksheetCommentsPart!.Comments!.CommentList!
                       .Elements<DocumentFormat.OpenXml.Spreadsheet.Comment>()
                   select comment.Reference!.Value!];
    }
}
