using System.Net;
using System.Net.Sockets;
using PerfFlow.Demo;
using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Year;
using Spectre.Console;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>What a person at the terminal gets wrong ends in a sentence that says what to do, and in no stack trace.</summary>
public sealed class MisuseTests
{
    [Theory]
    [InlineData("Unknown option --exti", "--exti")]
    [InlineData("--port needs a value", "--port")]
    [InlineData("--port 7071.5 is no port", "--port", "7071.5")]
    [InlineData("--port 70000 is no port", "--port", "70000")]
    [InlineData("--pace NaN is no number", "--pace", "NaN")]
    [InlineData("--pace 0 is no number", "--pace", "0")]
    [InlineData("is no http address", "--target", "localhost:7071")]
    [InlineData("--key is too short", "--key", "secret")]
    [InlineData("leave out --unit", "--resume", "--unit", "a")]
    [InlineData("leave out one of them", "--resume", "--fresh")]
    [InlineData("leave out --target", "--fresh", "--target", "http://localhost:1")]
    [InlineData("leave out --port", "--target", "http://localhost:1", "--port", "2")]
    public void A_wrong_option_is_named(string says, params string[] args)
        => Assert.Contains(says, Assert.Throws<DemoException>(() => Options.Parse(args)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_is_not_repeated_in_the_complaint_about_it()
        => Assert.DoesNotContain(
            "secret", Assert.Throws<DemoException>(() => Options.Parse(["--key", "secret"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Starting_anew_deletes_storage_and_files_of_earlier_runs_unless_the_storage_is_in_use()
    {
        var folder = Directory.CreateTempSubdirectory("perfflow-").FullName;
        var (storage, files, others) = (Path.Combine(folder, ".azurite"), Path.Combine(folder, "out"), Path.Combine(folder, "other"));
        foreach (var one in new[] { storage, files, others })
        {
            Directory.CreateDirectory(Path.Combine(one, "inside"));
        }

        var refused = Assert.Throws<DemoException>(() => CleanSlate.Make(folder, files, [80, 10001]));
        Assert.Contains("port 10001", refused.Message, StringComparison.Ordinal);
        Assert.Equal([true, true, true], new[] { storage, files, others }.Select(Directory.Exists));
        CleanSlate.Make(folder, files, [80]);
        CleanSlate.Make(folder, files, []);

        Assert.Equal([false, true, true], new[] { storage, files, others }.Select(Directory.Exists));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Starting_anew_leaves_files_that_no_run_has_written_and_names_them()
    {
        var folder = Directory.CreateTempSubdirectory("perfflow-").FullName;
        var (files, outside) = (Path.Combine(folder, "out"), Path.Combine(folder, "outside.txt"));
        await RunFolder.WriteAsync(files, Path.Combine("sheets", "p1.xlsx"), [1], CancellationToken.None);
        await RunFolder.WriteAsync(files, Path.Combine("archive", "p1.zip"), [1], CancellationToken.None);
        RunFolder.Note(files, Path.Combine("..", "outside.txt"));
        var own = Path.Combine(files, "sheets", "my-notes.xlsx");
        await File.WriteAllTextAsync(own, "mine");
        await File.WriteAllTextAsync(outside, "mine");

        Assert.Equal([own], CleanSlate.Make(folder, files, []));
        Assert.Equal([own, outside], Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

        File.Delete(own);
        await RunFolder.WriteAsync(files, Path.Combine("sheets", "p1.xlsx"), [1], CancellationToken.None);
        Assert.Empty(CleanSlate.Make(folder, files, []));
        Assert.False(Directory.Exists(files));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(null, "Nothing to resume")]
    [InlineData("", "is no record of a run")]
    [InlineData("null", "is no record of a run")]
    [InlineData("{}", "is no record of a run")]
    [InlineData("{\"unitId\":", "is no record of a run")]
    public void Resuming_what_is_no_run_says_so(string? content, string says)
    {
        var folder = Directory.CreateTempSubdirectory("perfflow-").FullName;
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(folder, "run.json"), content);
        }

        Assert.Contains(says, Assert.Throws<DemoException>(() => RunFile.Read(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_target_that_does_not_answer_and_a_port_that_is_taken_are_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var folder = Directory.CreateTempSubdirectory("perfflow-").FullName;
        var options = new Options(Key: new string('k', 32), Out: folder);

        var busy = await Assert.ThrowsAsync<DemoException>(() => RunAsync(options with { Port = port }));
        taken.Stop();
        var silent = await Assert.ThrowsAsync<DemoException>(() => RunAsync(options with { Target = new Uri($"http://localhost:{port}") }));

        Assert.StartsWith($"Port {port} is taken.", busy.Message, StringComparison.Ordinal);
        Assert.StartsWith($"No PerfFlow answers at http://localhost:{port}", silent.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static Task RunAsync(Options options)
        => Demonstration.RunAsync(
            options, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), CancellationToken.None);
}
