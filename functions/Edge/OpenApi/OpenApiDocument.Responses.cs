using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.OpenApi;

/// <summary>What a function may answer: its success, and the problems that follow from what it is.</summary>
internal static partial class OpenApiDocument
{
    private static JsonObject Responses(MethodInfo method, HttpTriggerAttribute trigger, AnswersAttribute? answers)
    {
        var status = answers?.Status ?? 200;
        var success = status == 204
            ? new JsonObject { ["description"] = answers!.Summary }
            : Content(answers?.Summary ?? "", answers?.File ?? "application/json", answers?.Json);
        if (method.IsDefined(typeof(PagedAttribute)))
        {
            success["headers"] = new JsonObject { ["Link"] = Header("The next page, rel=\"next\"; absent on the last.") };
        }

        var responses = new JsonObject { [$"{status}"] = success };
        if (IsTagged(trigger, answers))
        {
            success["headers"] = (success["headers"] as JsonObject ?? []).With("ETag", Header("Changes when the answer changes."));
            responses["304"] = new JsonObject { ["description"] = "As named in If-None-Match." };
        }

        foreach (var (problem, when) in ProblemsOf(method, trigger))
        {
            responses[$"{problem}"] = Content(
                when, "application/problem+json", new JsonObject { ["$ref"] = "#/components/schemas/Problem" });
        }

        return responses;
    }

    /// <summary>What every function of its kind may answer; a function's own codes are in its summary and the guide.</summary>
    private static IEnumerable<(string Status, string When)> ProblemsOf(MethodInfo method, HttpTriggerAttribute trigger)
    {
        var access = method.GetCustomAttribute<AccessAttribute>();
        var writes = Writes(trigger);
        if (writes || method.IsDefined(typeof(PagedAttribute)) || method.IsDefined(typeof(QueryAttribute)))
        {
            yield return ("400", "A value is not allowed; field names it.");
        }

        if (access is not PublicAttribute)
        {
            yield return ("401", "No valid access token.");
            yield return ("403", "The role does not allow it.");
        }

        if (trigger.Route!.Contains('{', StringComparison.Ordinal))
        {
            yield return ("404", "No such thing, or none that the caller may know of.");
        }

        if (writes && !IsDryRun(method))
        {
            yield return ("409", "Not possible as things stand; code says why.");
        }

        if (TakesKey(method, trigger))
        {
            yield return ("422", "The Idempotency-Key was used for another body or parameter.");
        }

        if (writes)
        {
            yield return ("413", "The body is too large.");
        }

        if (method.IsDefined(typeof(ConditionalAttribute)))
        {
            yield return ("412", "Not what If-Match or If-None-Match expects.");
        }

        yield return ("429", "Too many requests; Retry-After says when to ask again.");
        yield return ("default", "RFC 9457");
    }

    private static bool Writes(HttpTriggerAttribute trigger) => trigger.Methods?.Any(verb => verb is not "get") ?? false;

    private static bool IsDryRun(MethodInfo method) => method.GetCustomAttribute<AnswersAttribute>()?.DryRun ?? false;

    private static bool TakesKey(MethodInfo method, HttpTriggerAttribute trigger) =>
        Writes(trigger) && !IsDryRun(method) && !method.IsDefined(typeof(KeylessAttribute));

    private static bool IsTagged(HttpTriggerAttribute trigger, AnswersAttribute? answers) =>
        !Writes(trigger) && answers is { Json: not null };

    private static JsonObject Header(string description) => new()
    {
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject With(this JsonObject json, string name, JsonNode value)
    {
        json[name] = value;
        return json;
    }
}
