using PerfFlow.Domain.Findings;

namespace PerfFlow.Storage.Ledgers;

/// <summary>How a command is known again.</summary>
/// <param name="Id">The same id, the same command.</param>
/// <param name="Content">Hash of what was sent with it; the same id with other content is refused. Null: not compared.</param>
public sealed record CommandKey(string Id, string? Content = null)
{
    public static readonly Refusal Reused = new(
        RefusalKind.Reused,
        "IDEMPOTENCY_KEY_REUSED",
        new Message(
            "该 Idempotency-Key 已用于内容不同的请求,请换一个。", "This Idempotency-Key was used for a request with other content: take another."),
        "Idempotency-Key");

    public static implicit operator CommandKey(string id) => FromString(id);

    public static CommandKey FromString(string id) => new(id);

    internal bool IsOf(string? content) => Content is null || content is null || Content == content;
}
