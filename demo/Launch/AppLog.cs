using System.Diagnostics;

namespace PerfFlow.Demo.Launch;

/// <summary>Writes what a process prints into a file, all the time, so that a full pipe never stops it.</summary>
internal sealed class AppLog : IDisposable
{
    private const int TailLines = 15;

    private readonly Lock gate = new();
    private readonly Queue<string> tail = new();
    private readonly StreamWriter writer;
    private bool closed;

    public AppLog(Process process, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        writer = new StreamWriter(file, append: true) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines printed.</summary>
    public string Tail
    {
        get
        {
            lock (gate)
            {
                return string.Join(Environment.NewLine, tail);
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

    private void Add(string? line)
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
