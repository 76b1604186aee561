using System.Diagnostics;

namespace PerfFlow.LibreOffice;

/// <summary>Converts workbooks with LibreOffice headless, all of one call in one process with a profile of its own.</summary>
public static class Soffice
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "soffice"))
        .FirstOrDefault(File.Exists);

    /// <summary>It prints documents too, not workbooks alone.</summary>
    public static bool HasWriter { get; } = Path is not null && File.Exists(System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path)!, "libswlo.so"));

    /// <returns>The converted files in the order given.</returns>
    public static async Task<IReadOnlyList<byte[]>> Convert(string format, params IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        var folder = Directory.CreateTempSubdirectory("perfflow-soffice");
        try
        {
            var output = folder.CreateSubdirectory("out").FullName;
            var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
            string[] options =
                [$"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--convert-to", format, "--outdir", output];
            foreach (var option in options)
            {
                start.ArgumentList.Add(option);
            }

            foreach (var (name, bytes) in files)
            {
                var path = System.IO.Path.Combine(folder.FullName, name);
                await File.WriteAllBytesAsync(path, bytes);
                start.ArgumentList.Add(path);
            }

            using var process = Process.Start(start)!;
            var log = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, await log);
            return [.. files.Select(file =>
                File.ReadAllBytes(System.IO.Path.Combine(output, System.IO.Path.ChangeExtension(file.Name, format.Split(':')[0]))))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
