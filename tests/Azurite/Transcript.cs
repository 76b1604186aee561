using System.Diagnostics;

namespace PerfFlow.Azurite;

/// <summary>What a process printed, read all the time so that a full pipe never stops it; the first lines are kept.</summary>
internal sealed class Transcript
{
    private const int KeptLines = 200;

    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    public Transcript(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public override string ToString()
    {
        lock (gate)
        {
            return string.Join('\n', lines);
        }
    }

    private void Add(string? line)
    {
        lock (gate)
        {
            if (line is not null && lines.Count < KeptLines)
            {
                lines.Add(line);
            }
        }
    }
}
