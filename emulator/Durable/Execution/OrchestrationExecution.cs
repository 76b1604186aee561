using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>
/// One live run of an orchestrator's code. It is fed turns: first those of history, whose actions must come out as recorded,
/// then new ones, whose actions are the result. It may be dropped at any time and rebuilt from history.
/// </summary>
internal sealed class OrchestrationExecution : IDisposable
{
    private readonly IDurableCode _code;
    private readonly OrchestratorThread _thread = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly DurableContext _context;
    private Task<object?>? _result;

    public OrchestrationExecution(
        IDurableCode code, string instanceId, ExecutionStarted started, string defaultVersion, ILoggerFactory loggers)
    {
        _code = code;
        _context = new DurableContext(_thread, instanceId, started, defaultVersion, loggers);
    }

    /// <summary>The custom status the code last set, as JSON.</summary>
    public string? CustomStatus => _context.CustomStatus;

    /// <summary>Why the code cannot go on from its history; null when the replay came out as recorded.</summary>
    public Failure? Broken { get; private set; }

    /// <summary>
    /// Whether the code waits for something that no durable event will ever complete: it awaited a task that is not the
    /// context's. Such an instance stays as it is, as on the official host.
    /// </summary>
    public bool IsStuck => Broken is null && _result is { IsCompleted: false } && !_context.IsWaiting;

    /// <summary>Repeats the turns of <paramref name="history"/>; what follows its last turn is left for <see cref="ExecuteTurn"/>.</summary>
    public void Replay(IReadOnlyList<HistoryEvent> history)
    {
        _context.Replaying = true;
        var inputs = new List<InputEvent>();
        for (var index = 0; index < history.Count && Broken is null; index++)
        {
            switch (history[index])
            {
                case InputEvent input:
                    inputs.Add(input);
                    break;
                case TurnExecuted turn:
                    var recorded = history.Skip(index + 1).TakeWhile(item => item is ActionEvent).Cast<ActionEvent>().ToList();
                    Broken = NonDeterminism.Check(recorded, Feed(inputs, turn.At));
                    inputs.Clear();
                    break;
            }
        }

        _context.Replaying = false;
    }

    /// <summary>Feeds new inputs and returns the actions the code took, ending with its completion when it ended.</summary>
    public IReadOnlyList<ActionEvent> ExecuteTurn(IReadOnlyList<InputEvent> inputs, DateTimeOffset at) => Broken is { } failure
        ? [new ExecutionCompleted(InstanceStatus.Failed, null, failure)]
        : Feed(inputs, at);

    public void Dispose()
    {
        _abandoned.Cancel();
        _abandoned.Dispose();
    }

    private List<ActionEvent> Feed(IReadOnlyList<InputEvent> inputs, DateTimeOffset at)
    {
        _context.BeginTurn(at);
        foreach (var input in inputs)
        {
            _thread.Run(() => Apply(input));
        }

        var actions = _context.EndTurn();
        if (_result is { IsCompleted: true } result)
        {
            actions.Add(_context.Ending(result));
        }

        return actions;
    }

    private void Apply(InputEvent input)
    {
        if (input is ExecutionStarted started)
        {
            _result = RunCode(started);
        }
        else
        {
            _context.Apply(input);
        }
    }

    private async Task<object?> RunCode(ExecutionStarted started) =>
        await _code.RunOrchestratorAsync(_context, started.Input, _abandoned.Token);
}
