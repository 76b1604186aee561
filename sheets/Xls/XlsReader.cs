using System.Globalization;
using System.Text;
using ExcelDataReader;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Xls;

/// <summary>
/// Reads .xls and the older .et: our gate takes the workbook stream out of the compound file and walks its records,
/// ExcelDataReader then reads that stream alone. Formulas are taken at the value stored with them.
/// </summary>
internal static class XlsReader
{
    static XlsReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="looks">Take down widths, heights and page lines too, for a copy of the file.</param>
    public static List<SheetGrid> Read(ReadOnlyMemory<byte> file, Meter meter, bool looks = false)
    {
        var stream = Workbook(new CompoundFile(file));
        var gate = new BiffGate(meter);
        gate.Check(stream);
        try
        {
            return ReadSheets(stream, gate, meter, looks);
        }
        catch (Exception failure) when (failure is not (RefusedException or OutOfMemoryException))
        {
            // Whatever a library throws over a damaged stream, the sender hears that the file is damaged.
            throw new RefusedException(FileRefusal.Damaged, null, failure);
        }
    }

    private static byte[] Workbook(CompoundFile file)
    {
        foreach (var name in file.Names)
        {
            FileRefusal? refusal = name.ToUpperInvariant() switch
            {
                "ENCRYPTEDPACKAGE" or "ENCRYPTIONINFO" => FileRefusal.Encrypted,
                "_VBA_PROJECT_CUR" or "_VBA_PROJECT" or "VBA" => FileRefusal.Macros,
                "OBJECTPOOL" or "\u0001OLE10NATIVE" => FileRefusal.EmbeddedObjects,
                _ when name.StartsWith("MBD", StringComparison.Ordinal) => FileRefusal.EmbeddedObjects,
                _ => null,
            };
            if (refusal is { } reason)
            {
                throw new RefusedException(reason, name);
            }
        }

        var stream = file.Stream("Workbook") ?? file.Stream("Book")
            ?? throw new RefusedException(file.Names.Contains("WordDocument", StringComparer.OrdinalIgnoreCase)
                ? FileRefusal.WordDocument
                : FileRefusal.NotAWorkbook);
        return PublishedPassword.Removed(stream);
    }

    private static List<SheetGrid> ReadSheets(byte[] stream, BiffGate gate, Meter meter, bool looks)
    {
        using var reader = ExcelReaderFactory.CreateBinaryReader(
            new MemoryStream(stream, writable: false), new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding("GB18030") });
        var formats = new NumberFormats();
        var grids = new List<SheetGrid>();
        do
        {
            var grid = new SheetGrid(reader.Name, reader.VisibleState is not "visible") { Look = looks ? new() : null };
            foreach (var range in reader.MergeCells ?? [])
            {
                grid.Add(new Merge(range.FromRow + 1, range.FromColumn + 1, range.ToRow + 1, range.ToColumn + 1));
            }

            var end = gate.EndOf(grids.Count);
            for (var next = 1; next <= end.Row && reader.Read(); next++)
            {
                var row = next;
                if (row == 1)
                {
                    ReadColumns(reader, grid);
                }

                ReadRow(reader, row, end.Column, grid, index =>
                    gate.Correction(grids.Count, row, index + 1) ?? Cell(reader, row, index, formats, meter));
            }

            grid.Settle(meter.Limits);
            grids.Add(grid);
        }
        while (reader.NextResult());

        return grids;
    }

    private static void ReadColumns(IExcelDataReader reader, SheetGrid grid)
    {
        for (var column = 1; column <= reader.FieldCount; column++)
        {
            var width = reader.GetColumnWidth(column - 1);
            if (width == 0)
            {
                grid.HideColumns(column, column);
            }
            else
            {
                grid.Look?.Widths.Add(column, width);
            }
        }

        if (grid.Look is { } look)
        {
            look.Header = reader.HeaderFooter?.OddHeader;
            look.Footer = reader.HeaderFooter?.OddFooter;
        }
    }

    private static void ReadRow(IExcelDataReader reader, int row, int columns, SheetGrid grid, Func<int, GridCell?> cellAt)
    {
        var hidden = reader.RowHeight == 0;
        for (var i = 0; i < Math.Min(columns, reader.FieldCount); i++)
        {
            if (cellAt(i) is not { } cell || (cell.Text.Length == 0 && !cell.Is(CellTraits.Struck)))
            {
                continue;
            }

            grid.Add(cell);
            if (hidden)
            {
                grid.HideRow(row);
            }
        }

        if (!hidden)
        {
            grid.Look?.Heights.Add(row, reader.RowHeight);
        }
    }

    private static GridCell? Cell(IExcelDataReader reader, int row, int index, NumberFormats formats, Meter meter)
    {
        var column = index + 1;
        return reader.GetValue(index) switch
        {
            string text => Text(text),
            double number => formats.Cell(row, column, number, reader.GetNumberFormatString(index), CellTraits.None),
            int number => formats.Cell(row, column, number, reader.GetNumberFormatString(index), CellTraits.None),
            bool flag => new(row, column, flag ? "TRUE" : "FALSE", null, CellTraits.None),
            DateTime date => new(row, column, NumberFormats.DateText(date, reader.GetNumberFormatString(index)), null, CellTraits.None),
            TimeSpan time => new(row, column, time.ToString("c", CultureInfo.InvariantCulture), null, CellTraits.None),
            _ => null,
        };

        GridCell Text(string text)
        {
            meter.Text(text.Length);
            return CellText.Of(text).At(row, column, struck: false);
        }
    }
}
