using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>A fact that needs the SMTP server of <c>SmtpServer/</c> installed, and says so when it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = SmtpProcess.IsInstalled
        ? null
        : "the SMTP server is not installed (npm install --prefix tests/Functions/Reminders/SmtpServer)";
}

/// <summary>A mail as the server accepted it.</summary>
internal sealed record AcceptedMail(IReadOnlyList<string> To, string Raw, MimeMessage Message);

/// <summary>A real SMTP server in a process of its own, on loopback.</summary>
internal sealed class SmtpProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly string Folder = Repository.File("tests/Functions/Reminders/SmtpServer");

    private readonly ConcurrentQueue<AcceptedMail> accepted = new();
    private readonly Process process;
    private readonly Task reading;

    private SmtpProcess(Process process, int port)
    {
        (this.process, Port) = (process, port);
        reading = ReadAsync();
    }

    public static bool IsInstalled => Directory.Exists(Path.Combine(Folder, "node_modules", "smtp-server"));

    public int Port { get; }

    public IReadOnlyList<AcceptedMail> Accepted => [.. accepted];

    /// <param name="port">0 for a free one.</param>
    /// <param name="asksForUser">Refuses every mail of who has not signed in.</param>
    public static async Task<SmtpProcess> StartAsync(int port = 0, bool asksForUser = false)
    {
        var process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
{
    Path.Combine(Folder, "server.js"),
    port.ToString(CultureInfo.InvariantCulture),
    asksForUser ? "auth" : "open",
},
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Deadline);
        return new SmtpProcess(process, JsonDocument.Parse(first!).RootElement.GetProperty("port").GetInt32());
    }

    public Task UntilAcceptedAsync(int count) => Eventually.AnswersAsync(() => Task.FromResult(accepted.Count), mails => mails >= count);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var raw = json.RootElement.GetProperty("raw").GetBytesFromBase64();
            using var stream = new MemoryStream(raw);
            accepted.Enqueue(new(
                [.. json.RootElement.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)],
                System.Text.Encoding.UTF8.GetString(raw),
                await MimeMessage.LoadAsync(stream)));
        }
    }
}
