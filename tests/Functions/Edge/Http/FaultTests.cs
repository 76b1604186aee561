using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.Azurite.Faults;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

public class FaultTests
{
    [Fact]
    public async Task What_is_thrown_unexpectedly_reaches_the_client_as_a_problem_without_its_text()
    {
        await using var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            ConfigureServices = services => services.AddSingleton<UploadLimit>(_ => throw new InvalidOperationException("internal secret")),
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);

        var answer = await year.As("section-clerk").UploadAsync(year.Item("targets"), TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal("500 UNEXPECTED", answer.Outcome);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_storage_the_app_says_so()
    {
        var azurite = await AzuriteServer.StartAsync();
        await using var app = new TestApp(azurite);
        await app.InitializeAsync();
        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome);
        await azurite.DisposeAsync();

        Assert.Equal("200", (await app.WithToken(null).GetAsync("/api/health/live")).Outcome);
        Assert.Equal("503 STORAGE_UNAVAILABLE", (await app.WithToken(null).GetAsync("/api/health/ready")).Outcome);
        Assert.Equal("503 STORAGE_UNAVAILABLE", (await app.As("lead").GetAsync("units/any")).Outcome);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_is_a_problem_and_half_of_it_is_no_answer()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var reads = new Reads();
        await using var app = new TestApp(azurite)
        {
            Settings = new Dictionary<string, string?> { ["Evidence:MaxBytes"] = "16777216" },
            Policies = [reads],
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        byte[] file = [.. "%PDF-1.7 "u8, .. new byte[10_000_000]];
        var attached = await year.As("section-clerk").SendAsync(
            HttpMethod.Post, $"{year.Item("q1")}/evidence?indicator=i01&fileName=a.pdf", new ByteArrayContent(file));
        var location = attached.Headers.Location!.OriginalString;
        Assert.Equal(file.Length, (await year.As("lead").GetAsync(location)).Bytes.Length);

        reads.Most = 0;
        var problem = await year.As("lead").GetAsync(location);
        reads.Most = 5_000_000;
        Assert.Equal("500 UNEXPECTED", (await year.As("lead").GetAsync(location)).Outcome);

        Assert.Equal(("500 UNEXPECTED", "nosniff"), (problem.Outcome, Assert.Single(problem.Headers.GetValues("X-Content-Type-Options"))));
    }

    /// <summary>Breaks off when so much of a piece of evidence has been read.</summary>
    private sealed class Reads : StoragePolicy
    {
        public long Most { get; set; } = long.MaxValue;

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (message.Request.Method == RequestMethod.Get && message.Request.Uri.Path.Contains("/evidence/", StringComparison.Ordinal))
            {
                message.Response.ContentStream = new Broken(message.Response.ContentStream!, Most);
            }
        }
    }

    private sealed class Broken(Stream whole, long most) : Stream
    {
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => whole.Length;

        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var some = read < most ? await whole.ReadAsync(buffer, cancellationToken) : throw new InvalidProgramException("gone");
            read += some;
            return some;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
