using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using PerfFlow.Azurite.Faults;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Files;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class UploadsTests(StorageFixture storage)
{
    private static readonly UploadInfo Info = new("../目标表 #1?.xlsx", "tenant:clerk");

    private static readonly string Sha = Convert.ToHexStringLower(SHA256.HashData("bytes"u8));

    private Uploads Uploads => new(storage.Clients);

    [Fact]
    public async Task What_is_kept_is_found_with_the_senders_file_name()
    {
        var name = Name(StorageFixture.NewUnit());

        Assert.True(await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info));

        var found = await Uploads.FindAsync(name);
        Assert.Equal((name, Info, "bytes"), (found!.Name, found.Info, found.Content.ToString()));
    }

    [Fact]
    public async Task Nothing_is_ever_overwritten()
    {
        var name = Name(StorageFixture.NewUnit());
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);

        Assert.False(await Uploads.KeepAsync(name, BinaryData.FromString("second").ToStream(), Info));

        Assert.Equal("bytes", (await Uploads.FindAsync(name))!.Content.ToString());
    }

    [Fact]
    public async Task An_ingested_file_moves_once_and_is_still_found()
    {
        var unit = StorageFixture.NewUnit();
        var name = Name(unit);
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);
        Assert.Equal([name], await WaitingAsync(unit));

        await Uploads.MoveToSheetsAsync(name);
        await Uploads.MoveToSheetsAsync(name);

        Assert.Empty(await WaitingAsync(unit));
        var found = await Uploads.FindAsync(name);
        Assert.Equal((Info, "bytes"), (found!.Info, found.Content.ToString()));
    }

    [Fact]
    public async Task A_move_costs_two_transactions_where_the_account_copies_on_its_own()
    {
        var name = Name(StorageFixture.NewUnit());
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);
        var counter = new TransactionCounter();

        await new Uploads(storage.Connect(counter)).MoveToSheetsAsync(name);

        Assert.Equal(2, counter.Count);
        Assert.Equal((name, Info, "bytes"), await FoundAsync(name));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Where_the_account_refuses_to_copy_the_bytes_are_carried_over(int status)
    {
        var name = Name(StorageFixture.NewUnit());
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);

        await new Uploads(storage.Connect(new RefusedCopies(status))).MoveToSheetsAsync(name);

        Assert.Empty(await WaitingAsync(name.Unit));
        Assert.Equal((name, Info, "bytes"), await FoundAsync(name));
    }

    [Fact]
    public async Task A_copy_that_the_account_is_still_at_keeps_its_source()
    {
        var name = Name(StorageFixture.NewUnit());
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);
        var pending = new PendingCopies();

        await new Uploads(storage.Connect(pending)).MoveToSheetsAsync(name);
        await new Uploads(storage.Connect(pending)).MoveToSheetsAsync(name);
        Assert.Equal([name], await WaitingAsync(name.Unit));

        pending.IsOver = true;
        await new Uploads(storage.Connect(pending)).MoveToSheetsAsync(name);
        Assert.Empty(await WaitingAsync(name.Unit));
        Assert.Equal((name, Info, "bytes"), await FoundAsync(name));
    }

    [Fact]
    public async Task What_was_never_kept_is_not_found() => Assert.Null(await Uploads.FindAsync(Name(StorageFixture.NewUnit())));

    [Fact]
    public async Task One_units_inbox_is_not_anothers()
    {
        var unit = StorageFixture.NewUnit();
        var longer = UnitId.Parse($"{unit}-x").Value;
        await Uploads.KeepAsync(Name(longer), BinaryData.FromString("bytes").ToStream(), Info);

        Assert.Empty(await WaitingAsync(unit));
    }

    [Fact]
    public async Task One_years_inbox_is_not_anothers()
    {
        var unit = StorageFixture.NewUnit();
        var (name, other) = (Name(unit), UploadName.Of(unit, Year.Number + 1, A.Targets.Id, Year.Roads, 1, Sha));
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);
        await Uploads.KeepAsync(other, BinaryData.FromString("bytes").ToStream(), Info);

        Assert.Equal([name], await WaitingAsync(unit, Year.Number));
        Assert.Equal([name, other], await WaitingAsync(unit));
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 2)]
    [InlineData(false, false, 1)]
    [InlineData(false, true, 2)]
    public async Task A_file_is_opened_wherever_it_lies_and_in_one_transaction_where_it_is_expected(
        bool isExpectedInInbox, bool liesInInbox, int transactions)
    {
        var name = Name(StorageFixture.NewUnit());
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);
        if (!liesInInbox)
        {
            await Uploads.MoveToSheetsAsync(name);
        }

        var counter = new TransactionCounter();

        Assert.Equal("bytes", await OpenedAsync(name, isExpectedInInbox, counter));
        Assert.Equal(transactions, counter.Count);
    }

    [Fact]
    public async Task A_file_that_moves_while_it_is_looked_for_is_opened()
    {
        var name = Name(StorageFixture.NewUnit());
        await Uploads.KeepAsync(name, BinaryData.FromString("bytes").ToStream(), Info);

        Assert.Equal("bytes", await OpenedAsync(name, isWaiting: false, new Meanwhile(_ => true, () => Uploads.MoveToSheetsAsync(name))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_never_kept_is_not_opened(bool isWaiting)
        => Assert.Null(await OpenedAsync(Name(StorageFixture.NewUnit()), isWaiting, new TransactionCounter()));

    [Fact]
    public void Names_come_back_from_their_text()
        => Gen.Select(Gen.Int[1000, 9999], Gen.Int[1, 999_999_999], Gen.Byte.Array[32]).Sample((year, version, hash) =>
        {
            var name = UploadName.Of(
                UnitId.Parse("unit").Value, year, StageId.Parse("q1").Value,
                ProjectId.Parse("roads").Value, version, Convert.ToHexStringLower(hash));
            Assert.Equal(name, UploadName.Parse(name.ToString()));
        });

    [Theory]
    [InlineData("unit/2024/q1/roads/1-abc")]
    [InlineData("unit/2024/q1/../1-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Unit/2024/q1/roads/1-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("unit/2024/q1/roads/0-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("unit/2024/q1/roads/1-0000000000000000000000000000000000000000000000000000000000000000\n")]
    public void A_name_we_did_not_make_is_none(string name) => Assert.Null(UploadName.Parse(name));

    private async Task<(UploadName, UploadInfo, string)> FoundAsync(UploadName name)
    {
        var found = (await Uploads.FindAsync(name))!;
        return (found.Name, found.Info, found.Content.ToString());
    }

    private static UploadName Name(UnitId unit) => UploadName.Of(unit, Year.Number, A.Targets.Id, Year.Roads, 1, Sha);

    private async Task<List<UploadName>> WaitingAsync(UnitId unit, int? year = null)
    {
        var waiting = new List<UploadName>();
        await foreach (var upload in Uploads.WaitingAsync(unit, year))
        {
            waiting.Add(upload.Name);
        }

        return waiting;
    }

    private async Task<string?> OpenedAsync(UploadName name, bool isWaiting, HttpPipelinePolicy policy)
    {
        await using var content = await new Uploads(storage.Connect(policy)).OpenAsync(name, isWaiting);
        return content is null ? null : await new StreamReader(content).ReadToEndAsync();
    }

    /// <summary>Answers a copy as an account that does not make it.</summary>
    private sealed class RefusedCopies(int status) : StoragePolicy
    {
        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (!message.Request.Headers.Contains("x-ms-copy-source"))
            {
                return ProcessNextAsync(message, pipeline);
            }

            message.Response = new Answer(status);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Copies as an account that takes its time over it.</summary>
    private sealed class PendingCopies : StoragePolicy
    {
        public bool IsOver { get; set; }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!IsOver && message.Response.Headers.TryGetValue("x-ms-copy-status", out _))
            {
                message.Response = new Answer(
                    message.Response.Status,
                    [.. message.Response.Headers.Where(header => header.Name != "x-ms-copy-status"), new("x-ms-copy-status", "pending")]);
            }
        }
    }

    private sealed class Answer(int status, params HttpHeader[] headers) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => "";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => headers.Any(header => Is(header, name));

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers;

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = headers.FirstOrDefault(header => Is(header, name)).Value;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = TryGetHeader(name, out var value) ? [value] : null;
            return values is not null;
        }

        private static bool Is(HttpHeader header, string name) => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase);
    }
}
