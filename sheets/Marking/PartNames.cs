using System.IO.Compression;

namespace PerfFlow.Sheets.Marking;

/// <summary>
/// Some programs name parts with backslashes or from the root, which the Open XML SDK does not find; their contents stay as they are.
/// </summary>
internal static class PartNames
{
    /// <param name="workbook">A zip that the gate has passed.</param>
    /// <param name="most">Inflated bytes of all its parts together.</param>
    /// <exception cref="InvalidDataException">There are more.</exception>
    public static byte[] WithSlashes(byte[] workbook, long most)
    {
        using var from = new ZipArchive(new MemoryStream(workbook, writable: false));
        if (!from.Entries.Any(entry => entry.FullName != Plain(entry.FullName)))
        {
            return workbook;
        }

        var chunk = new byte[81_920];
        using var buffer = new MemoryStream();
        using (var to = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var read = entry.Open();
                using var write = to.CreateEntry(Plain(entry.FullName)).Open();
                for (int length; (length = read.Read(chunk)) > 0;)
                {
                    most = most >= length ? most - length : throw new InvalidDataException("inflates too far");
                    write.Write(chunk, 0, length);
                }
            }
        }

        return buffer.ToArray();
    }

    private static string Plain(string name) => name.Replace('\\', '/').TrimStart('/');
}
