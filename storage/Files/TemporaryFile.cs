namespace PerfFlow.Storage.Files;

/// <summary>A file that is gone when it is closed: for what is too large to hold in memory and needs its hash first.</summary>
public static class TemporaryFile
{
    private const int Buffer = 64 * 1024;

    /// <summary>Nobody else may read it. Where the system can, it has a name for an instant alone: no crash leaves it behind.</summary>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"perfflow-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = Buffer,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (OperatingSystem.IsWindows())
        {
            return new(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
