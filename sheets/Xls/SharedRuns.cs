using System.Buffers.Binary;
using System.Text;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Xls;

/// <summary>What a font of an .xls does to a text.</summary>
internal readonly record struct BiffFont(bool IsStruck, bool IsRaised, bool IsLowered)
{
    public bool ChangesText => IsStruck || IsRaised || IsLowered;

    /// <param name="body">Of a FONT record.</param>
    public static BiffFont Read(ReadOnlySpan<byte> body)
    {
        const int struck = 0x08;
        return body.Length < 10 ? default : new((body[2] & struck) != 0, body[8] == 1, body[8] == 2);
    }
}

/// <summary>
/// The shared strings whose runs are struck out, raised or lowered, which the library reads as if they were not. Strings go on over
/// record boundaries, where the letters may change their width.
/// </summary>
internal sealed class SharedRuns(IReadOnlyList<BiffFont> fonts, Meter meter)
{
    private readonly Dictionary<int, CellText> changed = [];
    private readonly HashSet<int> blanks = [];
    private bool isRead;
    private bool? changes;
    private readonly List<byte[]> pieces = [];
    private int piece;
    private int at;

    public CellText? this[int index] =>
        (changes ??= fonts.Any(font => font.ChangesText)) == true && Read().changed.TryGetValue(index, out var text) ? text : null;

    public bool IsBlank(int index) => Read().blanks.Contains(index);

    /// <summary>The SST record's body, then that of each CONTINUE record behind it.</summary>
    public void Add(ReadOnlySpan<byte> body) => pieces.Add(body.ToArray());

    /// <summary>Once all pieces are there. What does not fit ends the reading: the library says what is wrong with the file.</summary>
    private SharedRuns Read()
    {
        if (isRead)
        {
            return this;
        }

        isRead = true;
        Take(4);
        var unique = (int)Math.Min(U32(), meter.Limits.Cells);
        for (var index = 0; index < unique && HasMore; index++)
        {
            ReadText(index);
        }

        pieces.Clear();
        return this;
    }

    private bool HasMore => piece < pieces.Count - 1 || (piece < pieces.Count && at < pieces[piece].Length);

    private void ReadText(int index)
    {
        const int wide = 1, phonetic = 4, rich = 8;
        var length = U16();
        var flags = U8();
        var runs = (flags & rich) != 0 ? U16() : 0;
        var extra = (flags & phonetic) != 0 ? U32() : 0;
        var text = new StringBuilder(length);
        var isWide = (flags & wide) != 0;
        for (var i = 0; i < length && HasMore; i++)
        {
            if (at == pieces[piece].Length)
            {
                (piece, at) = (piece + 1, 0);
                isWide = (U8() & wide) != 0; // letters that go on in the next record begin with their width
            }

            text.Append((char)(isWide ? U16() : U8()));
        }

        var starts = new List<(int From, BiffFont Font)>();
        for (var i = 0; i < runs && HasMore; i++)
        {
            starts.Add((U16(), FontOf(U16())));
        }

        Take(extra);
        if (string.IsNullOrWhiteSpace(text.ToString()))
        {
            blanks.Add(index);
        }

        if (starts.Exists(run => run.Font.ChangesText))
        {
            changed[index] = Shown(text.ToString(), starts);
        }
    }

    /// <summary>Fonts are counted without a fourth.</summary>
    private BiffFont FontOf(int index) => (index > 4 ? index - 1 : index) is var number && number < fonts.Count ? fonts[number] : default;

    private static CellText Shown(string text, List<(int From, BiffFont Font)> runs)
    {
        var (all, own, cut) = (new StringBuilder(), new StringBuilder(), false);
        runs = [.. runs.Where(run => run.From < text.Length).OrderBy(run => run.From)];
        all.Append(text, 0, runs.Count == 0 ? text.Length : runs[0].From);
        for (var i = 0; i < runs.Count; i++)
        {
            var run = text[runs[i].From..(i + 1 < runs.Count ? runs[i + 1].From : text.Length)];
            if (runs[i].Font.IsStruck)
            {
                cut |= run.Trim().Length > 0;
                continue;
            }

            run = runs[i].Font is { IsRaised: false, IsLowered: false } ? run : VisibleText.Shifted(run, runs[i].Font.IsRaised);
            all.Append(run);
            own.Append(run);
        }

        return CellText.Of(all.ToString(), own.ToString(), cut);
    }

    private void Take(long count)
    {
        while (count > 0 && piece < pieces.Count)
        {
            var step = Math.Min(count, pieces[piece].Length - at);
            at += (int)step;
            count -= step;
            if (count > 0)
            {
                (piece, at) = (piece + 1, 0);
            }
        }
    }

    private int U8() => Number(1)[0];

    private int U16() => BinaryPrimitives.ReadUInt16LittleEndian(Number(2));

    private uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Number(4));

    /// <summary>Zeros behind the end: a damaged table is the library's to refuse.</summary>
    private byte[] Number(int length)
    {
        var number = new byte[length];
        for (var i = 0; i < length && piece < pieces.Count; i++)
        {
            if (at == pieces[piece].Length)
            {
                (piece, at) = (piece + 1, 0);
            }

            number[i] = piece < pieces.Count && at < pieces[piece].Length ? pieces[piece][at++] : (byte)0;
        }

        return number;
    }
}
