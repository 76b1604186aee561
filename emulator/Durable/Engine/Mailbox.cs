namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>A message and where its answer goes.</summary>
internal sealed class Letter(Message message)
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Message Message => message;

    /// <summary>Done once the message's effect is committed; false when there was nothing to do.</summary>
    public Task<bool> Answer => _answer.Task;

    public void Reply(bool value) => _answer.TrySetResult(value);

    public void Refuse(Exception reason)
    {
        _answer.TrySetException(reason);
        _ = _answer.Task.Exception; // observed: most senders do not wait
    }
}

/// <summary>Hands letters to one handler, one batch at a time: all that came in while the last batch was handled.</summary>
internal sealed class Mailbox(Func<IReadOnlyList<Letter>, Task> handle, Func<bool> isIdle)
{
    private readonly Lock _lock = new();
    private List<Letter> _letters = [];
    private bool _working;

    /// <summary>Closed for good: whoever comes late asks for a new instance.</summary>
    public bool IsClosed { get; private set; }

    public bool TryPost(Letter letter)
    {
        lock (_lock)
        {
            if (IsClosed)
            {
                return false;
            }

            _letters.Add(letter);
            if (_working)
            {
                return true;
            }

            _working = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => WorkAsync(), null);
        return true;
    }

    private async void WorkAsync()
    {
        while (Next() is { } letters)
        {
            try
            {
                await handle(letters);
                letters.ForEach(letter => letter.Reply(true));
            }
            catch (Exception failure)
            {
                letters.ForEach(letter => letter.Refuse(failure));
            }
        }
    }

    private List<Letter>? Next()
    {
        lock (_lock)
        {
            if (_letters.Count == 0)
            {
                _working = false;
                IsClosed = isIdle();
                return null;
            }

            var letters = _letters;
            _letters = [];
            return letters;
        }
    }
}
