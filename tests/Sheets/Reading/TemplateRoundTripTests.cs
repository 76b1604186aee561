using System.Text.Json;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;

namespace PerfFlow.Sheets.Tests.Reading;

public sealed class TemplateRoundTripTests
{
    [Fact]
    public void A_reading_survives_json()
    {
        var reading = SheetReader.Read(Sample.Bytes<MonitoringSheet>(TemplateWriter.Monitoring, Sample.Monitoring));
        var json = JsonSerializer.Serialize(reading);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<SheetReading>(json)));
        Assert.Contains("\"kind\":\"monitoring\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        SheetReading[] readings =
        [
            SheetReader.Read(Sample.Bytes<TargetSheet>(TemplateWriter.Targets, Sample.Targets)),
            SheetReader.Read(Sample.Bytes<MonitoringSheet>(TemplateWriter.Monitoring, Sample.Monitoring)),
            SheetReader.Read(Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation)),
        ];
        Assert.All(readings, reading => Assert.Empty(reading.Findings));
    }
}
