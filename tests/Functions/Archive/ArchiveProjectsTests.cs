using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using PerfFlow.Functions.Tests.Reminders;

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

    private string ConnectionString => storage.Azurite.ConnectionString;

    [Fact]
    public async Task Two_projects_cost_a_counted_number_of_transactions_of_each_kind_and_are_not_archived_twice()
    {
        var year = await SignedYear.OfAsync(ConnectionString);
        var (sent, again) = (new Requests(), new Requests());

        await year.ArchiveAsync(sent);
        await year.ArchiveAsync(again);

        Assert.Equal(Sent.Order(StringComparer.Ordinal), sent.Counted);
        Assert.Equal(["1 GET ledger, query"], again.Counted);
        await year.AssertArchivedAsync();
    }

    [Fact]
    public async Task Whatever_write_is_its_last_the_next_call_does_the_rest_and_leaves_the_same_archives()
    {
        for (var (write, died) = (1, true); died; write++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                var year = await SignedYear.OfAsync(ConnectionString);
                var process = new DyingProcess(write, afterwards);
                if (await Record.ExceptionAsync(() => year.ArchiveAsync(process)) is { } death)
                {
                    Assert.IsType<InvalidProgramException>(death);
                    await year.ArchiveAsync();
                }

                await year.AssertArchivedAsync();
                died = process.IsDead;
                Assert.Equal(write <= 5, died); // two archives and their projects' appends, and that of the unit
            }
        }
    }

    [Theory]
    [InlineData("p1", "p2")]
    [InlineData("p2", "p1")]
    public async Task A_project_that_cannot_be_archived_keeps_no_other_from_being_archived_and_noted(string failing, string other)
    {
        var year = await SignedYear.OfAsync(ConnectionString);

        await Assert.ThrowsAsync<InvalidProgramException>(() => year.ArchiveAsync(new Outage($"/{failing}/") { IsOn = true }));
        Assert.Equal([other], await year.NotedAsync());

        await year.ArchiveAsync();
        await year.AssertArchivedAsync();
    }

    [Fact]
    public async Task What_another_call_has_noted_meanwhile_is_not_noted_again()
    {
        var year = await SignedYear.OfAsync(ConnectionString);

        await year.ArchiveAsync(new Meanwhile(
            request => request.Method == RequestMethod.Put && Text(request).Contains("/p2/", StringComparison.Ordinal), () => year.ArchiveAsync()));

        await year.AssertArchivedAsync();
    }

    [Fact]
    public async Task Sheets_that_leave_the_inbox_after_it_was_listed_are_in_the_archive()
    {
        var year = await SignedYear.OfAsync(ConnectionString);

        await year.ArchiveAsync(new Meanwhile(request => Text(request).Contains("/uploads?", StringComparison.Ordinal), year.MoveAsync));

        await year.AssertArchivedAsync();
    }

    private static string Text(Request request) => Uri.UnescapeDataString(request.Uri.ToUri().PathAndQuery);

    private sealed class Requests : HttpPipelineSynchronousPolicy
    {
        private readonly ConcurrentQueue<string> sent = new();

        /// <summary>How many of each kind.</summary>
        public IEnumerable<string> Counted => sent.GroupBy(kind => kind).Select(kind => $"{kind.Count()} {kind.Key}").Order(StringComparer.Ordinal);

        public override void OnSendingRequest(HttpMessage message)
        {
            var text = Text(message.Request);
            var what = text switch
            {
                _ when text.Contains("$batch", StringComparison.Ordinal) => "ledger, batch",
                _ when text.Contains("comp=list", StringComparison.Ordinal) => $"{Of(text)}, list",
                _ when text.Contains("()", StringComparison.Ordinal) => $"{Of(text)}, query",
                _ => Of(text),
            };
            sent.Enqueue($"{message.Request.Method} {what}");

            static string Of(string text) => text.Split('/')[2].Split('(', '?')[0]; // table or container, after the account
        }
    }

    /// <summary>Dies at a write, before or after it was applied; nothing it sends from then on arrives.</summary>
    private sealed class DyingProcess(int deadly, bool afterwards) : HttpPipelinePolicy
    {
        private int writes;

        public bool IsDead { get; private set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
            => throw new NotSupportedException("Storage is called asynchronously only.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var isLast = message.Request.Method != RequestMethod.Get && ++writes == deadly;
            DieIf(isLast && !afterwards);
            await ProcessNextAsync(message, pipeline);
            DieIf(isLast);
        }

        private void DieIf(bool dies)
        {
            IsDead |= dies;
            if (IsDead)
            {
                throw new InvalidProgramException("killed");
            }
        }
    }

    /// <summary>Something that happens once, after the first such request was answered.</summary>
    private sealed class Meanwhile(Func<Request, bool> after, Func<Task> happens) : HttpPipelinePolicy
    {
        private bool hasHappened;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
            => throw new NotSupportedException("Storage is called asynchronously only.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!hasHappened && after(message.Request))
            {
                hasHappened = true;
                await happens();
            }
        }
    }
}
