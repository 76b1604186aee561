using System.Text.Json;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo.Year;

/// <summary>All that a run must remember by itself; everything else the app knows.</summary>
/// <param name="Plan">As sent: opening the year again sends the same.</param>
internal sealed record RunFile(string UnitId, YearPlan Plan)
{
    private const string Name = "run.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="DemoException">There is no run to continue.</exception>
    public static RunFile Read(string folder)
    {
        if (!File.Exists(In(folder)))
        {
            throw new DemoException($"Nothing to resume: {In(folder)} does not exist. Leave out --resume to start a new year.");
        }

        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllBytes(In(folder)), Json) is { UnitId: not null, Plan: not null } run
                ? run
                : throw new JsonException();
        }
        catch (JsonException damaged)
        {
            throw new DemoException($"{In(folder)} is no record of a run. Delete it, and leave out --resume to start a new year.", damaged);
        }
    }

    /// <summary>Written whole or not at all, so that a kill leaves no half of it.</summary>
    public void Write(string folder)
    {
        RunFolder.Note(folder, Name);
        var unfinished = In(folder) + ".new";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(this, Json));
        File.Move(unfinished, In(folder), overwrite: true);
    }

    private static string In(string folder) => Path.Combine(folder, Name);
}
