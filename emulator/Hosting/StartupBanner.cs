using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Blobs;
using PerfFlow.Emulator.Functions;
using PerfFlow.Emulator.Http;
using PerfFlow.Emulator.Timers;

namespace PerfFlow.Emulator.Hosting;

/// <summary>The list of functions that <c>func start</c> prints too: where each can be reached, or what it waits for.</summary>
internal static class StartupBanner
{
    public static void PrintWhenStarted(WebApplication app, FunctionCatalog catalog, ILogger logger) =>
        app.Lifetime.ApplicationStarted.Register(() => logger.Started(Text(catalog, app.Urls.First())));

    private static string Text(FunctionCatalog catalog, string address)
    {
        var width = catalog.Functions.Select(function => function.Name.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder("Functions:").AppendLine();
        foreach (var kind in catalog.Functions.GroupBy(function => function.Trigger.Type).OrderBy(kind => Order(kind.Key)))
        {
            text.AppendLine();
            foreach (var function in kind)
            {
                text.Append("  ").Append(function.Name.PadRight(width)).Append("  ").AppendLine(Place(function.Trigger, address));
            }
        }

        return text.ToString();
    }

    private static string Place(ITriggerBinding trigger, string address) => trigger switch
    {
        HttpTriggerBinding http => $"[{(http.Methods.IsEmpty ? "*" : string.Join(',', http.Methods))}] {address}/{http.Route.RawText}",
        TimerTriggerBinding timer => $"timer {timer.Schedule.Text}",
        BlobTriggerBinding blob => $"blob {blob.Pattern.Text}",
        _ => trigger.Type.Replace("Trigger", "", StringComparison.Ordinal),
    };

    private static int Order(string type) => type switch
    {
        "httpTrigger" => 0,
        "timerTrigger" => 1,
        "blobTrigger" => 2,
        "orchestrationTrigger" => 3,
        _ => 4,
    };
}
