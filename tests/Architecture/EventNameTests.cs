using System.Reflection;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Review;

namespace PerfFlow.Architecture.Tests;

/// <summary>The name of an event is for ever, so it is written once: where the event is declared.</summary>
public sealed class EventNameTests
{
    private static readonly Type[] Kinds = [typeof(ItemEvent), typeof(UnitYearEvent), typeof(MembershipEvent)];

    private static readonly IReadOnlyList<(Type Event, string Name)> Named =
        [..
            from kind in Kinds
            from named in kind.GetCustomAttributes<JsonDerivedTypeAttribute>()
            select (named.DerivedType, (string)named.TypeDiscriminator!)];

    [Fact]
    public void Every_event_has_one_name_and_no_name_is_of_two()
    {
        var events = Kinds.SelectMany(kind => kind.GetNestedTypes()).Where(type => type.IsSubclassOf(type.DeclaringType!));
        Assert.Equal(events.Select(type => type.FullName).Order(), Named.Select(named => named.Event.FullName).Order());
        Assert.Distinct(Named.Select(named => named.Name));
    }

    [Theory]
    [InlineData("domain")]
    [InlineData("functions")]
    [InlineData("storage")]
    [InlineData("sheets")]
    [InlineData("demo")]
    public void No_code_writes_it_again(string room)
    {
        var again =
            from file in Repository.Files("*.cs")
            where file.StartsWith(Path.Combine(Repository.Root, room) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where !line.StartsWith("[JsonDerivedType(", StringComparison.Ordinal)
                && Named.Any(named => line.Contains($"\"{named.Name}", StringComparison.Ordinal))
            select $"{Path.GetRelativePath(Repository.Root, file)}: {line.Trim()}";

        Assert.Empty(again);
    }
}
