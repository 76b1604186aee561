using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Run = PerfFlow.Domain.Documents.Run;

namespace PerfFlow.Documents.Word;

/// <summary>Paragraphs of a style; a bound run is a locked content control that names its field.</summary>
internal static class Paragraphs
{
    public static Paragraph Of(string style, IEnumerable<Run> runs)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        paragraph.Append(runs.Select(Inline));
        return paragraph;
    }

    private static OpenXmlElement Inline(Run run)
    {
        var text = new DocumentFormat.OpenXml.Wordprocessing.Run(
            new Text(XmlText.Of(run.Text)) { Space = SpaceProcessingModeValues.Preserve });
        return run.Field is not { } field
            ? text
            : new SdtRun(
                new SdtProperties(
                    new SdtAlias { Val = field },
                    new Tag { Val = field },
                    new DocumentFormat.OpenXml.Wordprocessing.Lock { Val = LockingValues.SdtContentLocked }),
                new SdtContentRun(text));
    }
}
