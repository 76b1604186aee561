using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.SemanticsApp.Http;

/// <summary>Routes of which more than one matches a path; each function answers its name and the rest of the path.</summary>
public static class OverlappingRoutes
{
    [Function(nameof(EarlyCatchAll))]
    public static IResult EarlyCatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "early/{*path}")] HttpRequest request, string? path) =>
        Answer(nameof(EarlyCatchAll), path);

    [Function(nameof(EarlyOne))]
    public static IResult EarlyOne([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "early/one")] HttpRequest request) =>
        Answer(nameof(EarlyOne), null);

    [Function(nameof(LateOne))]
    public static IResult LateOne([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "late/one")] HttpRequest request) =>
        Answer(nameof(LateOne), null);

    /// <summary>Named last of all.</summary>
    [Function(nameof(ZLateCatchAll))]
    public static IResult ZLateCatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "late/{*path}")] HttpRequest request, string? path) =>
        Answer(nameof(ZLateCatchAll), path);

    /// <summary>Every path, of methods that no other function has.</summary>
    [Function(nameof(ZZCatchAll))]
    public static IResult ZZCatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "options", Route = "{*path}")] HttpRequest request, string? path) =>
        Answer(nameof(ZZCatchAll), path);

    private static IResult Answer(string function, string? path) => Results.Text($"{function} {path}");
}
