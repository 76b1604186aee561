using Microsoft.Azure.Functions.Worker;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Queues;

/// <summary>A message is <c>{topic}/{text}</c>.</summary>
public sealed class QueueFunctions(Journal journal)
{
    [Function(nameof(TextMessage))]
    public void TextMessage([QueueTrigger("semantics-text")] string message, FunctionContext context) =>
        journal.Add(message.Split('/')[0], new
        {
            text = message.Split('/')[1],
            attempt = context.BindingContext.BindingData["DequeueCount"]?.ToString(),
        });

    /// <summary>Never succeeds, for the poison queue.</summary>
    [Function(nameof(FailingMessage))]
    public void FailingMessage([QueueTrigger("semantics-failing")] string message)
    {
        journal.Add(message.Split('/')[0], new { text = message.Split('/')[1] });
        throw new InvalidOperationException($"Message {message} always fails.");
    }
}
