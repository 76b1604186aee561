using PerfFlow.LibreOffice;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;

namespace PerfFlow.Sheets.Tests.LibreOffice;

public sealed class LibreOfficeTests
{
    private static readonly (string Name, byte[] Bytes)[] Filled =
    [
        ("targets.xlsx", Sample.Bytes<TargetSheet>(TemplateWriter.Targets, Sample.Targets)),
        ("monitoring.xlsx", Sample.Bytes<MonitoringSheet>(TemplateWriter.Monitoring, Sample.Monitoring)),
        ("self-evaluation.xlsx", Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation)),
    ];

    [LibreOfficeFact]
    public Task A_template_saved_as_xlsx_by_LibreOffice_reads_the_same() => ReadsTheSame("xlsx:Calc MS Excel 2007 XML");

    [LibreOfficeFact]
    public Task A_template_saved_as_xls_by_LibreOffice_reads_the_same() => ReadsTheSame("xls:MS Excel 97");

    private static async Task ReadsTheSame(string format)
    {
        var saved = await Soffice.Convert(format, Filled);

        foreach (var (file, bytes) in Filled.Zip(saved))
        {
            Assert.Equal(ReadingJson.Of(SheetReader.Read(file.Bytes)), ReadingJson.Of(SheetReader.Read(bytes)));
        }
    }
}
