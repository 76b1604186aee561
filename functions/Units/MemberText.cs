using System.Collections.Immutable;
using System.Net.Mail;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;

namespace PerfFlow.Functions.Units;

/// <summary>What is taken as the name and the address of a person.</summary>
internal static class MemberText
{
    public const int LongestName = 100;

    private const int LongestEmail = 254;

    /// <returns>JSON path of the member of <paramref name="at"/> at fault; null when there is none.</returns>
    public static string? Wrong(string at, string person, string name, string? email) =>
        PersonId.IsPerson(person) ? Wrong(at, name, email) : $"{at}.person";

    /// <inheritdoc cref="Wrong(string, string, string, string?)"/>
    public static string? Wrong(string at, string name, string? email) =>
        !IsName(name) ? $"{at}.name"
        : email is not null && !IsEmail(email) ? $"{at}.email"
        : null;

    /// <inheritdoc cref="Wrong(string, string, string, string?)"/>
    public static string? WrongTerms(ImmutableArray<Role> roles, ImmutableArray<string> sections) =>
        roles.IsDefault ? "$.roles" : SectionText.Wrong(sections);

    public static bool IsName(string text) => text.Length <= LongestName && PlainText.IsName(text);

    private static bool IsEmail(string text) =>
        text.Length <= LongestEmail && PlainText.IsName(text) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
