using System.Diagnostics;

namespace PerfFlow.Azurite;

/// <summary>What a process printed, read all the time so that a full pipe never stops it; the first and the last lines are kept.</summary>
internal sealed class Transcript
{
    private const int KeptLines = 150;

    private readonly Lock gate = new();
    private readonly List<string> first = [];
    private readonly Queue<string> last = [];

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
            return string.Join('\n', first.Concat(last));
        }
    }

    private void Add(string? line)
    {
        lock (gate)
        {
            if (line is null)
            {
                return;
            }

            if (first.Count < KeptLines)
            {
                first.Add(line);
                return;
            }

            last.Enqueue(line);
            if (last.Count > KeptLines)
            {
                last.Dequeue();
            }
        }
    }
}
