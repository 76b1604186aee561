using Azure.Core;
using PerfFlow.Azurite.Faults;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;

namespace PerfFlow.Functions.Tests.Archive;

/// <summary>The activity that archives several projects at once: what it sends, and what is left when it dies.</summary>
public class ArchiveProjectsTests(OwnStorage storage) : IClassFixture<OwnStorage>
{
    private static readonly string[] Sent =
    [
        // of the activity, however many projects it has
        "1 GET anchors",
        "1 GET anchors, list",
        "1 GET members, query",
        "1 GET registry",
        "1 GET uploads, list",
        "2 GET reports",

        // of each project, and of the unit
        "2 GET evidence",
        "2 GET sheets",
        "2 GET uploads",
        "2 PUT archive",
        "3 GET ledger", // heads
        "3 POST ledger, batch",
        "4 GET readings",
        "5 GET ledger, query", // their events, the board, and the board again for the note
    ];

    [Fact]
    public async Task Two_projects_cost_a_counted_number_of_transactions_of_each_kind_and_are_not_archived_twice()
    {
        var year = await SignedYear.OfAsync(storage);
        var (sent, again) = (new Requests(), new Requests());

        await year.ArchiveAsync(sent);
        await year.ArchiveAsync(again);

        Assert.Equal(Sent.Order(StringComparer.Ordinal), Counted(sent).Order(StringComparer.Ordinal));
        Assert.Equal(["1 GET ledger, query"], Counted(again));
        await year.AssertArchivedAsync();
    }

    [Fact]
    public async Task Whatever_write_is_its_last_the_next_call_does_the_rest_and_leaves_the_same_archives()
    {
        for (var (write, died) = (1, true); died; write++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                var year = await SignedYear.OfAsync(storage);
                var process = new WriteFault(write, afterwards);
                if (await Record.ExceptionAsync(() => year.ArchiveAsync(process)) is { } death)
                {
                    Assert.IsType<InvalidProgramException>(death);
                    await year.ArchiveAsync();
                }

                await year.AssertArchivedAsync();
                died = process.Struck;
                Assert.Equal(write <= 5, died); // two archives and their projects' appends, and that of the unit
            }
        }
    }

    [Theory]
    [InlineData("p1", "p2")]
    [InlineData("p2", "p1")]
    public async Task A_project_that_cannot_be_archived_keeps_no_other_from_being_archived_and_noted(string failing, string other)
    {
        var year = await SignedYear.OfAsync(storage);

        await Assert.ThrowsAsync<InvalidProgramException>(() => year.ArchiveAsync(new Outage($"/{failing}/") { IsOn = true }));
        Assert.Equal([other], await year.NotedAsync());

        await year.ArchiveAsync();
        await year.AssertArchivedAsync();
    }

    [Fact]
    public async Task What_another_call_has_noted_meanwhile_is_not_noted_again()
    {
        var year = await SignedYear.OfAsync(storage);

        await year.ArchiveAsync(new Meanwhile(
            request => request.Method == RequestMethod.Put && Text(request).Contains("/p2/", StringComparison.Ordinal),
            () => year.ArchiveAsync()));

        await year.AssertArchivedAsync();
    }

    [Fact]
    public async Task Sheets_that_leave_the_inbox_after_it_was_listed_are_in_the_archive()
    {
        var year = await SignedYear.OfAsync(storage);

        await year.ArchiveAsync(new Meanwhile(request => Text(request).Contains("/uploads?", StringComparison.Ordinal), year.MoveAsync));

        await year.AssertArchivedAsync();
    }

    private static string Text(Request request) => Uri.UnescapeDataString(request.Uri.ToUri().PathAndQuery);

    /// <summary>How many of each kind.</summary>
    private static IEnumerable<string> Counted(Requests requests) =>
        from request in requests.Sent
        let place = request.Split('/').ElementAtOrDefault(2)?.Split('(', '?')[0] // table or container, after the account
        let what = request.Contains("$batch", StringComparison.Ordinal) ? "ledger, batch"
            : request.Contains("comp=list", StringComparison.Ordinal) ? $"{place}, list"
            : request.Contains("()", StringComparison.Ordinal) ? $"{place}, query"
            : place
        group request by $"{request.Split(' ')[0]} {what}" into kind
        select $"{kind.Count()} {kind.Key}";
}
