using System.IO.Compression;

namespace PerfFlow.Sheets.Marking;

/// <summary>Some programs name parts with backslashes, which the Open XML SDK does not find; their contents stay as they are.</summary>
internal static class PartNames
{
    public static byte[] WithSlashes(byte[] workbook)
    {
        using var from = new ZipArchive(new MemoryStream(workbook, writable: false));
        if (!from.Entries.Any(entry => entry.FullName.Contains('\\', StringComparison.Ordinal)))
        {
            return workbook;
        }

        using var buffer = new MemoryStream();
        using (var to = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var read = entry.Open();
                using var write = to.CreateEntry(entry.FullName.Replace('\\', '/')).Open();
                read.CopyTo(write);
            }
        }

        return buffer.ToArray();
    }
}
