namespace PerfFlow.Storage.Files;

/// <summary>A file that is gone when it is closed: for what is too large to hold in memory and needs its hash first.</summary>
public static class TemporaryFile
{
    private const int Buffer = 64 * 1024;

    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"perfflow-{Path.GetRandomFileName()}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = Buffer,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
}
