using System.Diagnostics;

namespace PerfFlow.Demo.Launch;

/// <summary>Writes what a process prints into a file, all the time, so that a full pipe never stops it.</summary>
internal sealed class HostLog : IDisposable
{
    private const int TailLines = 40;

    private readonly Lock gate = new();
    private readonly Queue<string> printed = new();
    private readonly Queue<string> complained = new();
    private readonly StreamWriter writer;
    private bool closed;

    public HostLog(Process process, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        writer = new StreamWriter(file, append: true) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Add(line.Data, printed);
        process.ErrorDataReceived += (_, line) => Add(line.Data, complained);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its last lines of complaint, where a host says why it ends; of anything printed when there are none.</summary>
    public string LastWords
    {
        get
        {
            lock (gate)
            {
                return string.Join(Environment.NewLine, complained.Count > 0 ? complained : printed);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            writer.Dispose();
        }
    }

    private void Add(string? line, Queue<string> tail)
    {
        lock (gate)
        {
            if (line is null || closed)
            {
                return;
            }

            writer.WriteLine(line);
            tail.Enqueue(line);
            if (tail.Count > TailLines)
            {
                tail.Dequeue();
            }
        }
    }
}
