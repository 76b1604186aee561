using Microsoft.DurableTask;
using PerfFlow.Functions.Cycle;

namespace PerfFlow.Functions.Reminding;

internal static class Climbing
{
    /// <summary>
    /// A rung of a stage's ladder has come: its reminders go out, and then their mails. What fails is the sweep's to mend, and
    /// never ends the instance that waits for people.
    /// </summary>
    public static async Task RemindAsync(this TaskOrchestrationContext context, CycleKey cycle, string stage, DateTimeOffset rung)
    {
        var turn = new RemindTurn(cycle, stage, rung, context.InstanceId);
        try
        {
            if (await context.CallActivityAsync<bool>(nameof(Remind), turn, Turns.Retry))
            {
                await context.CallActivityAsync(nameof(SendMails), cycle.Unit, Turns.Retry);
            }
        }
        catch (TaskFailedException fault)
        {
            context.CreateReplaySafeLogger(nameof(RemindAsync)).ReminderLeft(context.InstanceId, fault.TaskName, fault.FailureDetails.ErrorType);
        }
    }
}
