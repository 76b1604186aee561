using System.Net.NetworkInformation;

namespace PerfFlow.Demo.Launch;

/// <summary>Takes away what earlier runs have left: the storage that a host keeps in its folder, and their files.</summary>
internal static class CleanSlate
{
    private const string Storage = ".azurite"; // where a host started here keeps it

    /// <summary>Blobs, queues and tables of the local storage.</summary>
    private static readonly int[] Ports = [10000, 10001, 10002];

    /// <summary>Ports that somebody listens on.</summary>
    public static IEnumerable<int> Listening()
        => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port);

    /// <param name="folder">The host's.</param>
    /// <param name="files">Folder of the earlier runs' files.</param>
    /// <returns>Files that stay there, as no run has written them.</returns>
    /// <exception cref="DemoException">The storage is in use: nothing is deleted.</exception>
    public static IReadOnlyList<string> Make(string folder, string files, IEnumerable<int> listening)
    {
        if (listening.Intersect(Ports).Order().ToList() is [_, ..] taken)
        {
            throw new DemoException(
                $"Storage is running on port {string.Join(", ", taken)}: stop it, and the host that uses it, "
                + "before --fresh deletes what it keeps.");
        }

        if (Path.Combine(folder, Storage) is var storage && Directory.Exists(storage))
        {
            Directory.Delete(storage, recursive: true);
        }

        return RunFolder.Clear(files);
    }
}
