using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Word;

/// <summary>Lines to sign on, the unit with room for its seal, the date: together on one page.</summary>
internal static class SignatureLines
{
    private const string Rule = "                    ";

    public static void Write(OpenXmlWriter writer, Block.Signature signature, PageSetup page)
    {
        foreach (var (index, sign) in signature.Signs.Index())
        {
            writer.WriteElement(page.Broken(Line(sign, null, index == 0, ruled: true)));
        }

        writer.WriteElement(page.Broken(Line(SignatureText.Sealed(signature), JustificationValues.Right, true, ruled: false)));
        var date = Line(SignatureText.Date, JustificationValues.Right, false, ruled: false);
        date.ParagraphProperties!.KeepNext = null;
        writer.WriteElement(date);
    }

    private static Paragraph Line(string text, JustificationValues? alignment, bool apart, bool ruled)
    {
        var paragraph = Paragraphs.Of(Styling.Body, [new(text)]);
        var properties = paragraph.ParagraphProperties!;
        (properties.KeepNext, properties.KeepLines) = (new KeepNext(), new KeepLines());
        if (apart)
        {
            properties.SpacingBetweenLines = new SpacingBetweenLines { Before = "900" }; // room for a seal
        }

        if (alignment is { } asked)
        {
            properties.Indentation = new Indentation { RightChars = 400, Right = "1280" };
            properties.Justification = new Justification { Val = asked };
        }

        if (ruled)
        {
            paragraph.Append(new DocumentFormat.OpenXml.Wordprocessing.Run(
                new RunProperties(new Underline { Val = UnderlineValues.Single }),
                new Text(Rule) { Space = SpaceProcessingModeValues.Preserve }));
        }

        return paragraph;
    }
}
