using System.Globalization;
using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Profiles;

public sealed partial record Profile
{
    private static readonly string[] ShippedIds = ["std", "std-cost", "sc", "hb", "platform", "even"];

    private static readonly Lazy<IReadOnlyList<Profile>> AllShipped = new(
        () => [.. ShippedIds.Select(id => Load(ShippedJson(id)!).Profile!)]);

    /// <summary>The profiles of field.md §4.2: standard, cost as level 1, Sichuan, Hubei; and those of §14.</summary>
    public static IReadOnlyList<Profile> Shipped => AllShipped.Value;

    /// <summary>P-STD: execution 10, output 50, effect 30, satisfaction 10.</summary>
    public static Profile Standard => Shipped[0];

    /// <summary>P-COST: cost is a level 1.</summary>
    public static Profile CostAsLevel => Shipped[1];

    /// <summary>P-SC, after one filled form of 2023.</summary>
    public static Profile Sichuan => Shipped[2];

    /// <summary>P-HB, provincial departments.</summary>
    public static Profile Hubei => Shipped[3];

    /// <summary>The total is capped by the execution rate, and far above a target points are lost.</summary>
    public static Profile Platform => Shipped[4];

    /// <summary>As many points on every indicator.</summary>
    public static Profile Even => Shipped[5];

    /// <summary>With its version, <c>std/3</c>: what was judged says by which.</summary>
    [JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Id}/{Version}");

    /// <summary>Beside its formulas, by a cap of the total or for deviation (field.md §14).</summary>
    [JsonIgnore]
    public bool TakesPointsOff => Execution.Caps is { Count: > 0 } || Scoring.Deviation is not null;

    /// <summary>The shipped profile of that id, or null.</summary>
    public static Profile? Find(string id) => Shipped.FirstOrDefault(p => p.Id == id);

    /// <summary>The profile a year goes by: the standard where it names none, or none that is shipped.</summary>
    public static Profile Of(string? id) => (id is null ? null : Find(id)) ?? Standard;

    private static string? ShippedJson(string id)
    {
        if (!ShippedIds.Contains(id))
        {
            return null;
        }

        using var stream = typeof(Profile).Assembly.GetManifestResourceStream($"profiles/{id}.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
