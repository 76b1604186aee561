using System.Text.RegularExpressions;

namespace PerfFlow.Domain.Members;

/// <summary>A work account as people sign in with it (UPN), in the one form in which two are compared.</summary>
public static partial class WorkAccount
{
    public const int Longest = 254;

    /// <summary>Without white space around it, in lower case and NFC; null for what is no account.</summary>
    public static string? Normal(string? text)
    {
        if (text is null || text.Length > Longest || text.Any(char.IsSurrogate))
        {
            return null;
        }

        var account = text.Trim().Normalize().ToLowerInvariant();
        return Shape().IsMatch(account) ? account : null;
    }

    [GeneratedRegex(@"\A[^\s@\p{C}\p{Z}]{1,64}@[^\s@\p{C}\p{Z}]{1,189}\z")]
    private static partial Regex Shape();
}
