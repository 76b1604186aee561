using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace PerfFlow.Functions.Settings;

/// <summary>Notes which settings are asked for, and has none for those that are left out.</summary>
internal sealed class WatchedConfiguration(IConfiguration whole, ISet<string> known, IReadOnlySet<string> left) : IConfiguration
{
    private readonly List<string> read = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<string> Read => read;

    public string? this[string key]
    {
        get => Value(key);
        set => throw new NotSupportedException("Settings are read only.");
    }

    public IConfigurationSection GetSection(string key) => new Section(this, whole.GetSection(key));

    public IEnumerable<IConfigurationSection> GetChildren() => whole.GetChildren().Select(child => new Section(this, child));

    public IChangeToken GetReloadToken() => whole.GetReloadToken();

    private string? Value(string path)
    {
        read.Add(path);
        known.Add(path);
        return left.Contains(path) ? null : whole[path];
    }

    private sealed class Section(WatchedConfiguration watched, IConfigurationSection part) : IConfigurationSection
    {
        public string Key => part.Key;

        public string Path => part.Path;

        public string? Value
        {
            get => watched.Value(part.Path);
            set => throw new NotSupportedException("Settings are read only.");
        }

        public string? this[string key]
        {
            get => watched.Value($"{part.Path}:{key}");
            set => throw new NotSupportedException("Settings are read only.");
        }

        public IConfigurationSection GetSection(string key) => new Section(watched, part.GetSection(key));

        public IEnumerable<IConfigurationSection> GetChildren() => part.GetChildren().Select(child => new Section(watched, child));

        public IChangeToken GetReloadToken() => part.GetReloadToken();
    }
}
