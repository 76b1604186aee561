using PerfFlow.LocalHost.Events;

namespace PerfFlow.LocalHost.Tests.Events;

/// <summary>The access log of Azurite names each blob that was written, once it is there.</summary>
public sealed class AzuriteLogTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void What_was_written_since_the_last_look_is_told_by_container_and_name()
    {
        Append("PUT /devstoreaccount1/uploads/before HTTP/1.1\" 201 -");
        var log = new AzuriteLog(file);
        Append(
            "PUT /devstoreaccount1/uploads/u/2023/%E8%A1%A8%201 HTTP/1.1\" 201 -",
            "PUT /devstoreaccount1/other/b?timeout=30 HTTP/1.1\" 201 -");

        Assert.Equal([("other", "b"), ("uploads", "u/2023/表 1")], log.Written().Order());
        Assert.Empty(log.Written());
    }

    [Fact]
    public void A_blob_of_blocks_is_told_with_its_commit_and_nothing_else_is_a_blob()
    {
        var log = new AzuriteLog(file);
        Append(
            "PUT /devstoreaccount1/uploads/a?comp=block&blockid=MDE%3D HTTP/1.1\" 201 -",
            "PUT /devstoreaccount1/uploads/a?comp=blocklist HTTP/1.1\" 201 -",
            "PUT /devstoreaccount1/uploads/b?comp=metadata HTTP/1.1\" 200 -",
            "PUT /devstoreaccount1/uploads/c?comp=lease HTTP/1.1\" 201 -",
            "PUT /devstoreaccount1/uploads/d HTTP/1.1\" 409 -",
            "PUT /devstoreaccount1/uploads?restype=container HTTP/1.1\" 201 -",
            "GET /devstoreaccount1/uploads/e HTTP/1.1\" 200 12",
            "PUT /devstoreaccount1/Table('x') HTTP/1.1\" 204 -");

        Assert.Equal([("uploads", "a")], log.Written());
    }

    [Fact]
    public void A_line_that_is_half_there_waits_for_its_end()
    {
        var log = new AzuriteLog(file);
        File.AppendAllText(file, "127.0.0.1 - - [x] \"PUT /devstoreaccount1/uploads/half");
        Assert.Empty(log.Written());
        File.AppendAllText(file, "way HTTP/1.1\" 201 -\n");

        Assert.Equal([("uploads", "halfway")], log.Written());
    }

    [Fact]
    public void A_file_that_was_cut_is_read_from_its_beginning_and_says_that_something_may_be_missing()
    {
        Append("PUT /devstoreaccount1/uploads/long-before HTTP/1.1\" 201 -");
        var log = new AzuriteLog(file);
        File.WriteAllText(file, "");
        Append("PUT /devstoreaccount1/uploads/b HTTP/1.1\" 201 -");

        Assert.False(log.TakeGap());
        Assert.Equal([("uploads", "b")], log.Written());
        Assert.Equal((true, false), (log.TakeGap(), log.TakeGap()));
    }

    private void Append(params string[] requests) =>
        File.AppendAllText(file, string.Concat(requests.Select(request => $"127.0.0.1 - - [29/Nov/2026:22:54:55 +0000] \"{request}\n")));
}
