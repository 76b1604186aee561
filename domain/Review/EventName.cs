using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Review;

/// <summary>What the ledger calls an event, <c>item-returned</c>: written once, where the event is declared.</summary>
public static class EventName
{
    private static readonly FrozenDictionary<Type, string> Names = new[] { typeof(ItemEvent), typeof(UnitYearEvent) }
        .SelectMany(kind => kind.GetCustomAttributes<JsonDerivedTypeAttribute>())
        .ToFrozenDictionary(named => named.DerivedType, named => (string)named.TypeDiscriminator!);

    public static string Of(ItemEvent happened) => Names[happened.GetType()];

    public static string Of<TEvent>() => Names[typeof(TEvent)];
}
