using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PerfFlow.Sheets.Xls;

/// <summary>
/// Excel 2003 encrypts a workbook whose structure alone is protected with a password that is published ([MS-OFFCRYPTO] 2.4.2.3), and
/// opens it without asking. So do we; whatever another password protects stays as it is, and is refused.
/// </summary>
internal static class PublishedPassword
{
    private const string Password = "VelvetSweatshop";
    private const int FilePass = 0x2F;
    private const int BoundSheet = 0x85;
    private const int Block = 1024;
    private const int SaltAt = 6;
    private const int Part = 16;

    /// <param name="workbook">The stream of an .xls.</param>
    /// <returns>The same in plain, without its FILEPASS record; as it is when it is not encrypted so.</returns>
    public static byte[] Removed(byte[] workbook)
    {
        if (Find(workbook) is not { } at || KeyOf(workbook.AsSpan(at + 4)) is not { } key)
        {
            return workbook;
        }

        var plain = (byte[])workbook.Clone();
        Decrypt(plain, key);
        plain.AsSpan(at, 2).Clear();
        plain[at] = 0x5C; // a user's name, which nobody reads
        return plain;
    }

    private static int? Find(ReadOnlySpan<byte> workbook)
    {
        for (var at = 0; at + 4 <= workbook.Length; at += 4 + U16(workbook[(at + 2)..]))
        {
            if (U16(workbook[at..]) == FilePass)
            {
                return at + 4 + U16(workbook[(at + 2)..]) <= workbook.Length ? at : null;
            }

            if (U16(workbook[at..]) == BoundSheet)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Null where it is another encryption, or another password.</summary>
    private static byte[]? KeyOf(ReadOnlySpan<byte> body)
    {
        const int rc4 = 1, first = 1;
        if (body.Length < SaltAt + (3 * Part) || U16(body) != rc4 || U16(body[2..]) != first)
        {
            return null;
        }

        var hash = Md5(Encoding.Unicode.GetBytes(Password))[..5];
        var salted = new byte[16 * (5 + Part)];
        for (var i = 0; i < salted.Length; i += 5 + Part)
        {
            hash.CopyTo(salted, i);
            body.Slice(SaltAt, Part).CopyTo(salted.AsSpan(i + 5));
        }

        var key = Md5(salted)[..5];
        var stream = new Rc4(BlockKey(key, 0));
        var verifier = stream.Apply(body.Slice(SaltAt + Part, Part));
        var expected = stream.Apply(body.Slice(SaltAt + (2 * Part), Part));
        return Md5(verifier).AsSpan().SequenceEqual(expected) ? key : null;
    }

    /// <summary>
    /// Headers of records are plain, and so are the records that say where a stream begins; the key goes on beneath them.
    /// </summary>
    private static void Decrypt(byte[] workbook, byte[] key)
    {
        var pad = new byte[workbook.Length];
        for (var (at, block) = (0, 0); at < pad.Length; at += Block, block++)
        {
            var length = Math.Min(Block, pad.Length - at);
            new Rc4(BlockKey(key, block)).Apply(new byte[length]).CopyTo(pad, at);
        }

        for (var at = 0; at + 4 <= workbook.Length; at += 4 + U16(workbook.AsSpan(at + 2)))
        {
            var (id, end) = (U16(workbook.AsSpan(at)), Math.Min(workbook.Length, at + 4 + U16(workbook.AsSpan(at + 2))));
            if (id is 0x809 or FilePass or 0x194 or 0x195 or 0xE1 or 0x196 or 0x138)
            {
                continue;
            }

            for (var i = at + (id == BoundSheet ? 8 : 4); i < end; i++)
            {
                workbook[i] ^= pad[i];
            }
        }
    }

    private static byte[] BlockKey(byte[] key, int block)
    {
        var numbered = new byte[key.Length + 4];
        key.CopyTo(numbered, 0);
        BinaryPrimitives.WriteInt32LittleEndian(numbered.AsSpan(key.Length), block);
        return Md5(numbered);
    }

#pragma warning disable CA5351 // The file's format, not ours: it protects nothing, and is undone here.
    private static byte[] Md5(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351

    private static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
