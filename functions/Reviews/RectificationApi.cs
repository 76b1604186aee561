using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;

namespace PerfFlow.Functions.Reviews;

/// <param name="Indicator">Id of the indicator it is about; the project as a whole when left out.</param>
/// <param name="Requirement">整改要求和建议.</param>
public sealed record RequireRectification(string? Requirement = null, string? Indicator = null);

/// <param name="Answer">整改结果.</param>
public sealed record AnswerRectification(string? Answer = null);

/// <param name="Conclusion">整改结论.</param>
public sealed record CloseRectification(string? Conclusion = null);

/// <summary>Rectification (整改): required by a reviewer, answered by the section before its next sheet, closed by a reviewer.</summary>
public sealed class RectificationApi(ItemCommands commands)
{
    [Requires(Right.RequireRectification)]
    [Answers(200, "Something is to be put right; the section answers before its next sheet.",
        Body = typeof(RequireRectification), Json = typeof(ItemAnswer))]
    [Function("RequireRectification")]
    public Task<IResult> RequireAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/rectifications")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<RequireRectification>(request, client, (stage, by, body) =>
            new ItemCommand.RequireRectification(stage, by, body.Indicator, body.Requirement));

    [Requires(Right.AnswerRectification)]
    [Answers(200, "The section says what was done.", Body = typeof(AnswerRectification), Json = typeof(ItemAnswer))]
    [Function("AnswerRectification")]
    public Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/rectifications/{id}/answer")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<AnswerRectification>(request, client, (stage, by, body) =>
            new ItemCommand.AnswerRectification(stage, by, IdIn(request), body.Answer));

    [Requires(Right.RequireRectification)]
    [Answers(200, "A reviewer concludes on what was done.", Body = typeof(CloseRectification), Json = typeof(ItemAnswer))]
    [Function("CloseRectification")]
    public Task<IResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Item + "/rectifications/{id}/close")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        commands.DoAsync<CloseRectification>(request, client, (stage, by, body) =>
            new ItemCommand.CloseRectification(stage, by, IdIn(request), body.Conclusion));

    /// <summary>0, which no rectification has, for what is no number.</summary>
    private static int IdIn(HttpRequest request) =>
        int.TryParse(request.HttpContext.GetRouteValue("id") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : 0;
}
