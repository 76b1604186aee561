using System.Net;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace PerfFlow.Functions.Reminders;

/// <summary>
/// Settings <c>Smtp:Host</c>, <c>Port</c>, <c>User</c>, <c>Password</c>, <c>From</c> and <c>Security</c> (<c>starttls</c>,
/// <c>tls</c> or <c>none</c>). Without a host no mail is sent, and reminders go to the inbox alone.
/// </summary>
public sealed record SmtpSettings(
    string? Host, int Port, string? User, string? Password, MailboxAddress? From, SecureSocketOptions Security)
{
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;

    public bool IsOn => Host is not null;

    /// <exception cref="InvalidOperationException">A setting is missing or not safe: said at start-up, not at the first mail.</exception>
    internal static SmtpSettings Of(IConfiguration configuration)
    {
        var smtp = configuration.GetSection("Smtp");
        var port = smtp.GetValue("Port", SubmissionPort);
        if (port is <= 0 or > ushort.MaxValue)
        {
            throw new InvalidOperationException($"Smtp:Port is no port: {port}.");
        }

        var security = SecurityOf(smtp["Security"], port);
        var (user, password) = (smtp["User"] is { Length: > 0 } name ? name : null, smtp["Password"]);
        var isAddress = MailboxAddress.TryParse(smtp["From"], out var from);
        if (smtp["Host"] is not { Length: > 0 } host)
        {
            return new(null, 0, null, null, null, SecureSocketOptions.None);
        }

        if (!isAddress)
        {
            throw new InvalidOperationException("Smtp:From is no mail address.");
        }

        if (user is not null && string.IsNullOrEmpty(password))
        {
            throw new InvalidOperationException("Smtp:Password is missing: Smtp:User is set.");
        }

        return user is not null && security == SecureSocketOptions.None && !IsLoopback(host)
            ? throw new InvalidOperationException("Smtp:Security is none: a password is sent over an encrypted connection only.")
            : new(host, port, user, password, from, security);
    }

    private static SecureSocketOptions SecurityOf(string? text, int port) => text switch
    {
        null or "" => port == TlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls,
        "starttls" => SecureSocketOptions.StartTls,
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => throw new InvalidOperationException("Smtp:Security is one of starttls, tls, none."),
    };

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
