using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Due;

/// <summary>
/// The sixteenth of all units that one belongs to: the first hex digit of the SHA-256 of its id. Rows and instances that are looked
/// through together begin with it.
/// </summary>
public static class Shard
{
    private const string Digits = "0123456789abcdef";

    public static ImmutableArray<string> All { get; } = [.. Digits.Select(digit => digit.ToString())];

    public static string Of(UnitId unit) => All[SHA256.HashData(Encoding.UTF8.GetBytes(unit.Value))[0] >> 4];
}
