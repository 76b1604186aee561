using System.Globalization;
using System.Text;
using MimeKit;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Functions.Reminders;

/// <summary>
/// A notice, or several to one person, as a mail: plain text, Chinese first. The same first notice is always the same Message-ID.
/// </summary>
internal static class ReminderMail
{
    /// <summary>Null when the address is none.</summary>
    public static MimeMessage? Write(UnitId unit, IReadOnlyList<Notice> notices, MailboxAddress from, DateTimeOffset date)
    {
        var notice = notices[0];
        if (AddressOf(notice.Email) is not { } address)
        {
            return null;
        }

        var (subject, text) = notices.Count == 1 ? (notice.Subject, notice.Text) : Digest.Of(notices);
        var message = new MimeMessage
        {
            MessageId = MessageIdOf(unit, notice.Id),
            Date = date,
            Subject = OneLine.Of($"{subject.Zh} / {subject.En}"),
            Body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.Base64 },
        };
        ((TextPart)message.Body).SetText(Encoding.UTF8, $"{text.Zh}\n\n--------\n\n{text.En}\n");
        message.From.Add(from);
        message.To.Add(new MailboxAddress(Encoding.UTF8, OneLine.Of(notice.Name), address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, "zh-CN, en");
        return message;
    }

    public static string MessageIdOf(UnitId unit, string notice) =>
        string.Create(CultureInfo.InvariantCulture, $"{notice}@{unit}.perfflow");

    /// <summary>A bare address of one line: what else a header could be made to say is refused.</summary>
    private static string? AddressOf(string? email) =>
        email is not null && !email.Any(char.IsControl)
            && MailboxAddress.TryParse(email, out var parsed)
            && parsed.Address == email && email.Contains('@', StringComparison.Ordinal) ? email : null;
}
