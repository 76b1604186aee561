using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Word;

/// <summary>
/// A4 as it lies now. A page that lies as the one before is a break before what follows; one that is turned ends a section.
/// </summary>
internal sealed class PageSetup(StyleProfile style)
{
    public const string FooterId = "rId2";

    private const int Short = 210;
    private const int Long = 297;

    private bool isLandscape;
    private bool breaks;

    /// <summary>In twentieths of a point.</summary>
    public int TextWidth => Twips((isLandscape ? Long : Short) - style.Margins.Left - style.Margins.Right);

    /// <summary>— 1 —.</summary>
    public static Footer Footer() => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = Styling.Footer }),
        new DocumentFormat.OpenXml.Wordprocessing.Run(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
        new SimpleField(new DocumentFormat.OpenXml.Wordprocessing.Run(new Text("1"))) { Instruction = " PAGE " },
        new DocumentFormat.OpenXml.Wordprocessing.Run(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));

    public void Turn(OpenXmlWriter writer, bool landscape)
    {
        breaks = true;
        if (landscape != isLandscape)
        {
            writer.WriteElement(Tiny(Section()));
            (isLandscape, breaks) = (landscape, false);
        }
    }

    /// <summary>The paragraph, on a new page where one is due.</summary>
    public Paragraph Broken(Paragraph paragraph)
    {
        if (breaks)
        {
            paragraph.ParagraphProperties!.PageBreakBefore = new PageBreakBefore();
            breaks = false;
        }

        return paragraph;
    }

    public void BreakBeforeTable(OpenXmlWriter writer)
    {
        if (breaks)
        {
            writer.WriteElement(Broken(Tiny(null)));
        }
    }

    /// <summary>What ends the section: its paper, margins and foot.</summary>
    public SectionProperties Section() => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = FooterId },
        new PageSize
        {
            Width = (uint)Twips(isLandscape ? Long : Short),
            Height = (uint)Twips(isLandscape ? Short : Long),
            Orient = isLandscape ? PageOrientationValues.Landscape : PageOrientationValues.Portrait,
        },
        new PageMargin
        {
            Top = Twips(style.Margins.Top),
            Bottom = Twips(style.Margins.Bottom),
            Left = (uint)Twips(style.Margins.Left),
            Right = (uint)Twips(style.Margins.Right),
            Header = (uint)Twips(15),
            Footer = (uint)Twips(style.Margins.Bottom * 2 / 3),
            Gutter = 0U,
        });

    /// <summary>A section ends in a paragraph: one that takes no room, so that it makes no page of its own.</summary>
    private static Paragraph Tiny(SectionProperties? section)
    {
        var properties = new ParagraphProperties(
            new SpacingBetweenLines { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact });
        if (section is not null)
        {
            properties.Append(section);
        }

        return new(properties);
    }

    private static int Twips(int millimetres) => (int)Math.Round(millimetres * 1440 / 25.4m);
}
