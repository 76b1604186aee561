using System.Diagnostics;

namespace PerfFlow.Infra.Tests.Hooks;

/// <summary>What the stub says to one call; the last of several answers stays.</summary>
internal sealed record Answer(string Output = "", string Error = "", int ExitCode = 0);

internal sealed record HookRun(int ExitCode, string Output, string Error);

/// <summary>
/// Runs the hook as azd does, as a program with the environment's values, and with the <c>az</c> of <c>Stub/</c>. That one is
/// not written by the tests: a file just written may not be started while another test starts a process.
/// </summary>
internal sealed class StubbedAz : IDisposable
{
    public const string Key = "k3y_made-by-the-host==";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("perfflow-az");

    /// <summary>What azd hands to the hook: the outputs of the template, and where it deployed.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["AZURE_SUBSCRIPTION_ID"] = "the-subscription",
        ["AZURE_RESOURCE_GROUP"] = "rg-perfflow-test",
        ["FUNCTION_APP_NAME"] = "func-perfflow-test",
        ["FUNCTION_APP_URL"] = "https://func-perfflow-test.example",
        ["EVENT_TOPIC_NAME"] = "evgt-perfflow-test",
        ["POSTDEPLOY_PAUSE"] = "0",
    };

    public bool IsInstalled { get; init; } = true;

    public IReadOnlyList<string> Calls => Lines("calls");

    /// <summary>The addresses that were subscribed.</summary>
    public IReadOnlyList<string> Endpoints => Lines("endpoints");

    /// <param name="command">The first two words after <c>az</c>, with a hyphen.</param>
    public void Answers(string command, params Answer[] answers)
    {
        foreach (var (number, answer) in answers.Index())
        {
            var file = $"{command}.{number + 1}";
            Write($"{file}.out", answer.Output);
            Write($"{file}.err", answer.Error);
            Write($"{file}.exit", $"{answer.ExitCode}");
        }
    }

    public async Task<HookRun> RunAsync()
    {
        var start = new ProcessStartInfo(Repository.File("infra/hooks/postdeploy.sh"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = IsInstalled ? $"{Repository.File("tests/Infra/Hooks/Stub")}:/usr/bin:/bin" : folder.FullName;
        start.Environment["STUB"] = folder.FullName;
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var hook = Process.Start(start)!;
        hook.StandardInput.Close();
        var output = hook.StandardOutput.ReadToEndAsync();
        var error = await hook.StandardError.ReadToEndAsync();
        await hook.WaitForExitAsync();
        return new(hook.ExitCode, await output, error);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder.FullName, file), text);

    private string[] Lines(string file) =>
        Path.Combine(folder.FullName, file) is var path && File.Exists(path) ? File.ReadAllLines(path) : [];
}
