using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>What a unit gives to those who may ask to join it: random, one at a time.</summary>
internal static class JoinCode
{
    public const string Row = "!join-code";

    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789"; // none that looks like another: 5 bits each
    private const int Length = 16; // 80 bits
    private const string Column = "Code";

    public static TableEntity New(UnitId unit) => new(unit.Value, Row) { [Column] = RandomNumberGenerator.GetString(Letters, Length) };

    public static string? Of(TableEntity? row) => row?.Read(row => row.GetString(Column));

    /// <summary>In the same time whatever is wrong with it.</summary>
    public static bool IsOf(TableEntity? row, string code) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(Of(row) ?? new string(' ', Length))), SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
