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
    private const int Row = 0x208;
    private const int Eof = 0x0A;
    private const int MergeCells = 0xE5;
    private const int SharedStrings = 0xFC;
    private const int Formula = 0x06;
    private const int BoolErr = 0x205;
    private const int Blank = 0x201;
    private const int MulBlank = 0xBE;
    private const int MulRk = 0xBD;
    private const int Text = 0x207;

    /// <summary>A reader that pads rows visits every cell of the used rectangle of every sheet.</summary>
    private const long LargestArea = 8_000_000;

    private readonly List<uint> sheetStarts = [];
    private readonly Dictionary<(int Sheet, int Row, int Column), GridCell> notes = [];
    private int sheet = -1;
    private int lastRow;
    private int lastColumn;
    private long area;
    private (int Sheet, int Row, int Column) text;

    /// <summary>A cell the library gets wrong, as it should be: an error value, or empty text for a formula without one.</summary>
    /// <param name="sheetIndex">Among the worksheets, from 0.</param>
    public GridCell? Correction(int sheetIndex, int row, int column) =>
        notes.TryGetValue((sheetIndex, row, column), out var cell) ? cell : null;

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
            case MergeCells when body.Length >= 2:
                Merges(U16(body));
                break;
            case Row when body.Length >= 2:
                Extend(U16(body) + 1, lastColumn);
                break;
            case Formula or 0x203 or 0x204 or BoolErr or 0x27E or MulRk or MulBlank or 0xD6 or 0xFD or Blank
                when body.Length >= 4 && inSheet:
                Cell(id, body);
                break;
            case Text when body.Length >= 2 && U16(body) > 0 && inSheet:
                // The text of the formula before it, which the library reads.
                notes.Remove(text);
                break;
            default:
                break;
        }
    }

    private void Cell(int id, ReadOnlySpan<byte> body)
    {
        var (row, column) = (U16(body) + 1, U16(body[2..]) + 1);
        Extend(row, id is MulRk or MulBlank ? column + (body.Length / 2) : column);
        if (id is Blank or MulBlank)
        {
            return;
        }

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
    }

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
