using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Word;

/// <summary>The styles of a profile, under the names by which Word knows headings and titles.</summary>
internal static class Styling
{
    public const string Title = "Title";
    public const string Body = "BodyText";
    public const string Caption = "Caption";
    public const string Cell = "TableText";
    public const string Footer = "Footer";

    private const string Normal = "Normal";
    private const int Deepest = 3;

    public static string Heading(int level) => string.Create(CultureInfo.InvariantCulture, $"Heading{Math.Clamp(level, 1, Deepest)}");

    public static Styles Of(StyleProfile profile)
    {
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    Fonts(profile, profile.Body),
                    new FontSize { Val = HalfPoints(profile.Body.Size) },
                    new FontSizeComplexScript { Val = HalfPoints(profile.Body.Size) },
                    new Languages { Val = "en-US", EastAsia = "zh-CN" })),
                new ParagraphPropertiesDefault()));
        styles.Append(
            Named(Normal, "Normal", null, Exact(profile), null),
            Named(Title, "Title", Normal, Opening(profile), Face(profile, profile.Title)),
            Named(Body, "Body Text", Normal, Indented(profile.Body), null),
            Named(Heading(1), "heading 1", Normal, Headed(profile.Heading1, 0), Face(profile, profile.Heading1)),
            Named(Heading(2), "heading 2", Normal, Headed(profile.Heading2, 1), Face(profile, profile.Heading2)),
            Named(Heading(3), "heading 3", Normal, Headed(profile.Body, 2), Face(profile, profile.Body with { Bold = true })),
            Named(Caption, "caption", Normal, Centred(), Face(profile, profile.Heading1 with { Size = profile.TableSize + 1.5m })),
            Named(Cell, "Table Text", Normal, Single(), Face(profile, profile.Body with { Size = profile.TableSize })),
            Named(Footer, "footer", Normal, Foot(), Face(profile, profile.Body with { Size = 14 })));
        return styles;
    }

    private static Style Named(string id, string name, string? on, StyleParagraphProperties paragraph, StyleRunProperties? run)
    {
        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id, Default = on is null };
        if (on is null)
        {
            style.Append(new PrimaryStyle());
        }
        else
        {
            style.Append(new BasedOn { Val = on }, new PrimaryStyle());
        }

        style.Append(paragraph);
        if (run is not null)
        {
            style.Append(run);
        }

        return style;
    }

    private static StyleParagraphProperties Exact(StyleProfile profile) => new(
        new WidowControl(),
        new SpacingBetweenLines
        {
            Before = "0",
            After = "0",
            Line = Twentieths(profile.LineSpacing),
            LineRule = LineSpacingRuleValues.Exact,
        },
        new Justification { Val = JustificationValues.Both });

    private static StyleParagraphProperties Opening(StyleProfile profile) => new(
        new KeepNext(),
        new SpacingBetweenLines
        {
            Before = "0",
            After = Twentieths(profile.LineSpacing),
            Line = Twentieths(Math.Max(profile.LineSpacing, profile.Title.Size * 1.4m)),
            LineRule = LineSpacingRuleValues.Exact,
        },
        new Justification { Val = JustificationValues.Center });

    private static StyleParagraphProperties Indented(Face face) => new(TwoLetters(face));

    private static StyleParagraphProperties Headed(Face face, int level) => new(
        new KeepNext(), new KeepLines(), TwoLetters(face), new OutlineLevel { Val = level });

    private static StyleParagraphProperties Centred() => new(
        new KeepNext(),
        new SpacingBetweenLines { Before = "120", After = "60", Line = "240", LineRule = LineSpacingRuleValues.Auto },
        new Justification { Val = JustificationValues.Center });

    private static StyleParagraphProperties Single() => new(
        new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto },
        new Justification { Val = JustificationValues.Left });

    private static StyleParagraphProperties Foot() => new(
        new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto },
        new Justification { Val = JustificationValues.Center });

    private static Indentation TwoLetters(Face face) => new() { FirstLineChars = 200, FirstLine = Twentieths(face.Size * 2) };

    private static StyleRunProperties Face(StyleProfile profile, Face face) => new(
        Fonts(profile, face),
        new Bold { Val = face.Bold },
        new FontSize { Val = HalfPoints(face.Size) },
        new FontSizeComplexScript { Val = HalfPoints(face.Size) });

    private static RunFonts Fonts(StyleProfile profile, Face face)
        => new() { Ascii = profile.Digits, HighAnsi = profile.Digits, ComplexScript = profile.Digits, EastAsia = face.Font };

    private static string HalfPoints(decimal points) => Whole(points * 2);

    private static string Twentieths(decimal points) => Whole(points * 20);

    private static string Whole(decimal value) => decimal.Round(value).ToString("0", CultureInfo.InvariantCulture);
}
