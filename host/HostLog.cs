using Microsoft.Extensions.Logging.Console;
using PerfFlow.LocalHost.App;

namespace PerfFlow.LocalHost;

/// <summary>
/// One line an event. What is shown host.json says, as in the cloud; only the plumbing of this host itself is kept quiet.
/// </summary>
internal static class HostLog
{
    public static ILoggerFactory Create(AppSettings settings, bool console) =>
        LoggerFactory.Create(logging => Configure(logging, settings, console));

    public static void Configure(ILoggingBuilder logging, AppSettings settings, bool console)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.All).Build();
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Grpc", LogLevel.Warning).AddFilter("Yarp", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning);
        logging.AddFilter("Microsoft.Azure.WebJobs.Hosting", LogLevel.Warning); // every option, as a page of JSON
        logging.AddConfiguration(configuration.GetSection("AzureWebJobs:logging"));
        if (console)
        {
            logging.AddSimpleConsole(static line =>
            {
                line.SingleLine = true;
                line.TimestampFormat = "HH:mm:ss ";
                line.ColorBehavior = LoggerColorBehavior.Default;
            });
        }
    }
}
