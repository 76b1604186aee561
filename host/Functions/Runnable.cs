using Newtonsoft.Json.Linq;
using PerfFlow.LocalHost.App;

namespace PerfFlow.LocalHost.Functions;

/// <summary>
/// Which of an app's functions can run here; what cannot is said at the start, all of it at once, and not at the first call.
/// </summary>
internal static class Runnable
{
    private static readonly string[] InputTypes = ["durableClient", "blob"];

    /// <summary>Leaves out what is disabled, as the real host does where a setting that a trigger names is missing.</summary>
    /// <exception cref="StartupException">A function needs what this host does not have.</exception>
    public static IReadOnlyList<WorkerFunction> Of(IEnumerable<WorkerFunction> functions, AppSettings settings, ILogger log)
    {
        var all = functions.OrderBy(static function => function.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var refused = all.SelectMany(Refusals).ToList();
        return refused.Count == 0
            ? [.. all.Where(function => IsEnabled(function, settings, log))]
            : throw new StartupException(string.Join('\n', refused));
    }

    private static IEnumerable<string> Refusals(WorkerFunction function)
    {
        if (!TriggerKinds.All.Contains(function.Kind))
        {
            yield return $"{function.Name}: this host has no trigger '{function.Kind}'; it has {string.Join(", ", TriggerKinds.All)}.";
        }

        foreach (var input in function.Inputs.Where(static input => !InputTypes.Contains(WorkerFunction.TypeOf(input))))
        {
            yield return $"{function.Name}: "
                + $"this host has no input binding '{WorkerFunction.TypeOf(input)}' ({WorkerFunction.NameOf(input)}).";
        }

        foreach (var input in function.Inputs.Where(input => function.IsHttp && !IsOwnClient(input)))
        {
            yield return $"{function.Name}: an HTTP function can have a [DurableClient] of the app's own hub here, "
                + $"and no other input ({WorkerFunction.NameOf(input)}).";
        }

        if (WorkerFunction.IsToldOfBlobs(function.Trigger)
            && (string?)function.Trigger["connection"] is not (null or "" or "AzureWebJobsStorage" or "Storage"))
        {
            yield return $"{function.Name}: this host tells events of the blobs in AzureWebJobsStorage alone, "
                + $"not in {function.Trigger["connection"]}.";
        }

        foreach (var output in function.Outputs)
        {
            yield return $"{function.Name}: this host has no output bindings ('{WorkerFunction.TypeOf(output)}'); "
                + "use a client of the service instead.";
        }

        if (function.IsRetried)
        {
            yield return $"{function.Name}: this host does not retry functions by attribute; "
                + "what Durable Functions retries, it retries here too.";
        }
    }

    private static bool IsOwnClient(JObject input) =>
        WorkerFunction.TypeOf(input) == "durableClient"
        && string.IsNullOrEmpty((string?)input["taskHub"]) && string.IsNullOrEmpty((string?)input["connectionName"]);

    private static bool IsEnabled(WorkerFunction function, AppSettings settings, ILogger log)
    {
        if (settings[$"AzureWebJobs.{function.Name}.Disabled"] is { } disabled
            && (disabled == "1" || string.Equals(disabled, "true", StringComparison.OrdinalIgnoreCase)))
        {
            log.Disabled(function.Name);
            return false;
        }

        var missing = Texts(function).SelectMany(settings.MissingIn).Distinct().ToList();
        missing.ForEach(setting => log.SettingMissing(function.Name, setting));
        return missing.Count == 0;
    }

    private static IEnumerable<string> Texts(WorkerFunction function) =>
        function.Bindings.SelectMany(static binding => binding.PropertyValues())
            .Where(static value => value.Type == JTokenType.String)
            .Select(static value => (string)value!);
}
