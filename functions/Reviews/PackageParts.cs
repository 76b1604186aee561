using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace PerfFlow.Functions.Reviews;

/// <summary>
/// The parts of a zip, by names as offices compare them: whatever the case, with slashes of one kind, and percent signs read. What is
/// inflated is counted for it and everything in it: whatever a file unpacks to, no more than <see cref="MostBytes"/> is looked at.
/// </summary>
internal sealed class PackageParts : IDisposable
{
    private const long MostBytes = 96 * 1024 * 1024;
    private const int MostParts = 10_000;
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LargestDirectory = 1024 * 1024;

    // the reader holds an attribute whole, so the length of the part is what bounds the memory
    private static readonly XmlReaderSettings Index = Xml(1024 * 1024);
    private static readonly XmlReaderSettings Text = Xml(16 * 1024 * 1024);

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts;
    private readonly Count count;

    /// <param name="outer">The package that this one lies in; null where it is the file itself.</param>
    /// <exception cref="InvalidDataException">It has no sound directory of a sensible size, or two parts of one name.</exception>
    public PackageParts(Stream file, PackageParts? outer = null)
    {
        count = outer?.count ?? new Count();
        ThrowUnlessSmall(file);
        zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
        var named = zip.Entries.Where(entry => !entry.FullName.EndsWith('/'))
            .ToLookup(entry => NameOf(entry.FullName), StringComparer.OrdinalIgnoreCase);
        parts = named.Count > MostParts || named.Any(same => same.Count() > 1)
            ? throw new InvalidDataException("Too many parts, or two of one name.")
            : named.ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<string> Names => parts.Keys;

    public bool Has(string name) => parts.ContainsKey(name);

    /// <summary>A part's name as it is compared: <c>/word/../word/document%2Exml</c> is <c>word/document.xml</c>.</summary>
    public static string NameOf(string written)
    {
        var steps = new List<string>();
        foreach (var step in Uri.UnescapeDataString(written).Replace('\\', '/').Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or ".."))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    public Stream Open(string name) => new Counted(parts[name].Open(), count);

    /// <summary>In whatever encoding it says; without a document type, which no office writes.</summary>
    public XmlReader Read(string name) => XmlReader.Create(Open(name), IsIndex(name) ? Index : Text);

    public void Dispose() => zip.Dispose();

    /// <summary>What lists other parts is short in every document.</summary>
    private static bool IsIndex(string name) =>
        name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || name is OpenXmlPackage.ContentTypes or OpenDocumentPackage.Manifest;

    private static XmlReaderSettings Xml(int mostCharacters) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = mostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static void ThrowUnlessSmall(Stream file)
    {
        var tail = new byte[(int)Math.Min(EndLength + LongestComment, file.Length)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0
            || end + EndLength > tail.Length
            // of a zip64 they are all ones: no office document of this size needs it
            || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12)) > LargestDirectory
            || BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)) == ushort.MaxValue
            || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)) == uint.MaxValue)
        {
            throw new InvalidDataException("No sound directory.");
        }

        file.Position = 0;
    }

    private sealed class Count
    {
        private long bytes;

        public void Add(int read)
        {
            if ((bytes += read) > MostBytes)
            {
                throw new InvalidDataException("Too much inside.");
            }
        }
    }

    private sealed class Counted(Stream inner, Count count) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            count.Add(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
