using System.Buffers.Binary;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Xls;

/// <summary>
/// Walks the records of a BIFF stream before any library reads it: refuses what is dangerous, counts how much there is, and notes
/// what the library does not tell (formulas, error values, and formulas whose value is an empty text, which it reads as 0).
/// </summary>
internal sealed class BiffGate(Meter meter)
{
    private const int Bof = 0x809;
    private const int BoundSheet = 0x85;
    private const int FilePass = 0x2F;
    private const int SupBook = 0x1AE;
    private const int ObProj = 0xD3;
    private const int Eof = 0x0A;
    private const int MergeCells = 0xE5;
    private const int SharedStrings = 0xFC;
    private const int Formula = 0x06;
    private const int BoolErr = 0x205;
    private const int Blank = 0x201;
    private const int MulBlank = 0xBE;
    private const int MulRk = 0xBD;
    private const int Text = 0x207;
    private const int Font = 0x31;
    private const int CellFormat = 0xE0;
    private const int Continue = 0x3C;
    private const int SharedText = 0xFD;

    /// <summary>A reader that pads rows visits every cell of the used rectangle of every sheet.</summary>
    private const long LargestArea = 8_000_000;

    private readonly List<uint> sheetStarts = [];
    private readonly Dictionary<(int Sheet, int Row, int Column), GridCell> notes = [];
    private readonly List<BiffFont> fonts = [];
    private readonly List<int> fontOfFormat = [];
    private readonly List<(int Row, int Column)> ends = [];
    private SharedRuns? runs;
    private int before;
    private int sheet = -1;
    private int lastRow;
    private int lastColumn;
    private long area;
    private (int Sheet, int Row, int Column) text;

    /// <summary>A cell the library gets wrong, as it should be: an error value, or empty text for a formula without one.</summary>
    /// <param name="sheetIndex">Among the worksheets, from 0.</param>
    public GridCell? Correction(int sheetIndex, int row, int column) =>
        notes.TryGetValue((sheetIndex, row, column), out var cell) ? cell : null;

    /// <summary>The last row of a worksheet with a value, and its last column: a blank far away is not walked to.</summary>
    public (int Row, int Column) EndOf(int sheetIndex) => sheetIndex < ends.Count ? ends[sheetIndex] : (0, 0);

    public void Check(ReadOnlySpan<byte> stream)
    {
        var depth = 0;
        for (var at = 0; at + 4 <= stream.Length;)
        {
            var id = U16(stream[at..]);
            var length = U16(stream[(at + 2)..]);
            meter.Record();
            if (at + 4 + length > stream.Length)
            {
                throw Damaged("record length");
            }

            if (at == 0 && id is not (Bof or 0x409 or 0x209 or 0x9))
            {
                throw Damaged("no start record");
            }

            if (id == 0 && length == 0)
            {
                // Padding behind the last record.
                break;
            }

            if (id == Bof && depth++ == 0)
            {
                sheet = sheetStarts.IndexOf((uint)at);
            }
            else if (id == Eof)
            {
                depth = Math.Max(0, depth - 1);
                EndSheet(depth);
            }
            else
            {
                Record(id, stream.Slice(at + 4, length), stream.Length, inSheet: depth <= 1);
            }

            before = id == Continue ? before : id;
            at += 4 + length;
        }

        if (stream.Length < 4)
        {
            throw Damaged("empty stream");
        }
    }

    private void EndSheet(int depth)
    {
        if (depth == 0)
        {
            while (sheet >= 0 && ends.Count <= sheet)
            {
                ends.Add(default);
            }

            if (sheet >= 0)
            {
                ends[sheet] = (lastRow, lastColumn);
            }

            area += (long)lastRow * lastColumn;
            lastRow = lastColumn = 0;
        }
    }

    private void Record(int id, ReadOnlySpan<byte> body, int streamLength, bool inSheet)
    {
        switch (id)
        {
            case FilePass:
                throw new RefusedException(FileRefusal.Encrypted);
            case ObProj:
                throw new RefusedException(FileRefusal.Macros);
            case BoundSheet when body.Length >= 6:
                Sheet(body);
                break;
            case SupBook:
                Links(body);
                break;
            case SharedStrings when body.Length >= 8 && BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) > streamLength:
                throw Damaged("string count");
            case SharedStrings:
                runs = new(fonts, meter);
                runs.Add(body);
                break;
            case Continue when before == SharedStrings:
                runs!.Add(body);
                break;
            case Font:
                fonts.Add(BiffFont.Read(body));
                break;
            case CellFormat when body.Length >= 2:
                fontOfFormat.Add(U16(body));
                break;
            case MergeCells when body.Length >= 2:
                Merges(U16(body));
                break;
            case Formula or 0x203 or 0x204 or BoolErr or 0x27E or MulRk or MulBlank or 0xD6 or 0xFD or Blank
                when body.Length >= 4 && inSheet:
                Cell(id, body);
                break;
            case Text when body.Length >= 2 && U16(body) > 0 && inSheet:
                // The text of the formula before it, which the library reads.
                _ = notes.TryGetValue(text, out var note) && !note.Is(CellTraits.Struck) && notes.Remove(text);
                break;
            default:
                break;
        }
    }

    private void Cell(int id, ReadOnlySpan<byte> body)
    {
        var (row, column) = (U16(body) + 1, U16(body[2..]) + 1);
        if (id is Blank or MulBlank
            || (row > meter.Limits.Rows
                && id == SharedText
                && body.Length >= 10
                && runs?.IsBlank((int)BinaryPrimitives.ReadUInt32LittleEndian(body[6..])) == true))
        {
            return; // a blank that somebody typed far away says nothing
        }

        Extend(row, id is MulRk ? column + (body.Length / 6) : column);
        meter.Cell(row, column);
        const int textResult = 0;
        const int errorResult = 2;
        const int emptyResult = 3;
        if (id == Formula && body.Length >= 14 && U16(body[12..]) == 0xFFFF && body[6] is textResult or errorResult or emptyResult)
        {
            notes[(sheet, row, column)] = body[6] == errorResult
                ? new(row, column, ErrorText(body[8]), null, CellTraits.Formula | CellTraits.Error)
                : new(row, column, "", null, CellTraits.Formula);
            text = body[6] == textResult ? (sheet, row, column) : default;
        }
        else if (id == BoolErr && body.Length >= 8 && body[7] == 1)
        {
            notes[(sheet, row, column)] = new(row, column, ErrorText(body[6]), null, CellTraits.Error);
        }

        Shown(id, body, row, column);
    }

    /// <summary>Notes what a font of its own takes from a cell.</summary>
    private void Shown(int id, ReadOnlySpan<byte> body, int row, int column)
    {
        if (id == MulRk)
        {
            for (var (at, next) = (4, column); at + 6 <= body.Length - 2; at += 6, next++)
            {
                Note(null, IsStruck(U16(body[at..])), row, next);
            }
        }
        else if (body.Length >= 6)
        {
            Note(
                id == SharedText && body.Length >= 10 ? runs?[(int)BinaryPrimitives.ReadUInt32LittleEndian(body[6..])] : null,
                IsStruck(U16(body[4..])),
                row,
                column);
        }
    }

    private void Note(CellText? text, bool struck, int row, int column)
    {
        if (struck || text is not null)
        {
            notes[(sheet, row, column)] = text is { } rich ? rich.At(row, column, struck) : new(row, column, "", null, CellTraits.Struck);
        }
    }

    private bool IsStruck(int format) => format < fontOfFormat.Count && fontOfFormat[format] is var font
        && (font > 4 ? font - 1 : font) is var index && index < fonts.Count && fonts[index].IsStruck;

    private void Extend(int row, int column)
    {
        lastRow = Math.Max(lastRow, row);
        lastColumn = Math.Max(lastColumn, column);
        if (area + ((long)lastRow * lastColumn) > LargestArea)
        {
            throw new RefusedException(FileRefusal.TooManyRows);
        }
    }

    private void Sheet(ReadOnlySpan<byte> body)
    {
        switch (body[5])
        {
            case 0:
                sheetStarts.Add(BinaryPrimitives.ReadUInt32LittleEndian(body));
                break;
            case 1 or 6:
                // An Excel 4 macro sheet, or a Visual Basic module.
                throw new RefusedException(FileRefusal.Macros);
            default:
                break;
        }

        if (sheetStarts.Count > meter.Limits.Sheets)
        {
            throw new RefusedException(FileRefusal.TooManySheets);
        }
    }

    /// <summary>A link to the workbook itself (0x0401) and to add-in functions (0x3A01) is no external link.</summary>
    private static void Links(ReadOnlySpan<byte> body)
    {
        if (body.Length >= 4 && U16(body[2..]) is not (0x0401 or 0x3A01))
        {
            throw new RefusedException(FileRefusal.ExternalLinks);
        }
    }

    private void Merges(int count)
    {
        for (var i = 0; i < count; i++)
        {
            meter.Merge();
        }
    }

    private static string ErrorText(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };

    private static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static RefusedException Damaged(string what) => new(FileRefusal.Damaged, what);
}
