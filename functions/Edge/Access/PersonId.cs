using System.Text.RegularExpressions;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>How a person is named, in tokens and memberships alike: <c>{tid}:{oid}</c>, each of letters, digits and hyphens.</summary>
internal static partial class PersonId
{
    /// <summary>Null where one of the two is missing or is none: then two people could share a name.</summary>
    public static string? Of(string? tenant, string? id) => IsPerson($"{tenant}:{id}") ? $"{tenant}:{id}" : null;

    public static bool IsPerson(string text) => Shape().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}:[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex Shape();
}
