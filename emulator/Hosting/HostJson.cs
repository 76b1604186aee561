using Microsoft.Extensions.Configuration;

namespace PerfFlow.Emulator.Hosting;

/// <summary>host.json, over which settings named <c>AzureFunctionsJobHost__…</c> win, as on the official host.</summary>
internal static class HostJson
{
    private const string FileName = "host.json";

    /// <exception cref="StartupException">The file is no JSON.</exception>
    public static IConfiguration Read(string folder, IConfiguration app)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(folder, FileName), optional: true, reloadOnChange: false)
                .AddConfiguration(app.GetSection("AzureFunctionsJobHost"))
                .Build();
        }
        catch (InvalidDataException invalid)
        {
            throw new StartupException($"{FileName} cannot be read: {invalid.InnerException?.Message ?? invalid.Message}", invalid);
        }
    }
}
