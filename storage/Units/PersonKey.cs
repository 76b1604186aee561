using System.Security.Cryptography;

namespace PerfFlow.Storage.Units;

/// <summary>Names a person in the ledger of one unit, and says nothing of them: random, and another in every unit.</summary>
internal static class PersonKey
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789"; // none that looks like another: 5 bits each
    private const int Length = 12; // 60 bits

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);
}
