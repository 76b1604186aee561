using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace PerfFlow.Attack.Tests.Bodies;

/// <summary>What is sent in the place of a body, whatever the route asks for: none of it can be one.</summary>
internal sealed record HostileBody(string What, byte[] Bytes, string Media = "application/json", string? Encoding = null)
{
    private const string Good = """{"version":1}""";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static IReadOnlyList<HostileBody> All =>
    [
        Of("no JSON", "version=1"),
        Of("half of it", """{"version":"""),
        Of("null", "null"),
        Of("a list", "[]"),
        Of("a list of nulls", "[null,null]"),
        Of("a text", "\"x\""),
        Of("a number", "1"),
        Of("two in one", Good + Good),
        Of("a comma too many", """{"version":1,}"""),
        Of("a comment", """{"version":1/**/}"""),
        Of("single quotes", "{'version':1}"),
        Of("no number", """{"version":NaN}"""),
        Of("a number without an end", $"{{\"version\":1{new string('0', 100_000)}}}"),
        Of("an exponent without an end", """{"version":1e999999999}"""),
        Of("half a character", """{"version":"\ud800"}"""),
        Of("an escape that is none", """{"version":"\x41"}"""),
        Of("a nought in it", "{\"version\":1\0}"),
        Of("noughts", new string('\0', 1000)),
        Of("white space", new string(' ', 100_000)),
        Of("deep lists", new string('[', 50_000) + new string(']', 50_000)),
        Of("deep objects", string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_000)),
        Of("deep and open", new string('[', 100_000)),
        Of("members without an end", "{" + string.Join(',', Enumerable.Range(0, 15_000).Select(number => $"\"m{number}\":{number}"))),
        Of("markup", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>") with { Media = "application/xml" },
        Of("a form", "version=1&reason=x") with { Media = "application/x-www-form-urlencoded" },
        Of("parts", "--x\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n1\r\n--x--\r\n")
            with { Media = "multipart/form-data; boundary=x" },
        new("a mark of the byte order", [0xEF, 0xBB, 0xBF, .. Utf8.GetBytes(Good)]),
        new("UTF-16", System.Text.Encoding.Unicode.GetBytes(Good), "application/json; charset=utf-16"),
        new("no UTF-8", [.. "{\"version\":\""u8, 0xFF, 0xFE, 0xC0, 0xAF, .. "\"}"u8]),
        new("overlong UTF-8", [.. "{\"version\":\""u8, 0xC0, 0x80, .. "\"}"u8]),
        new("compressed", Zipped(Good), Encoding: "gzip"),
        new("not as compressed as it says", Utf8.GetBytes(Good)[..^1], Encoding: "gzip, deflate, br"),
    ];

    /// <summary>Ten megabytes that are well formed.</summary>
    public static HostileBody Large => Of("ten megabytes", $"{{\"version\":1,\"reason\":\"{new string('x', 10 * 1024 * 1024)}\"}}");

    public HttpContent ToContent()
    {
        var content = new ByteArrayContent(Bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Media);
        foreach (var encoding in Encoding?.Split(", ") ?? [])
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    private static HostileBody Of(string what, string text) => new(what, Utf8.GetBytes(text));

    private static byte[] Zipped(string text)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(Utf8.GetBytes(text));
        }

        return zipped.ToArray();
    }
}
