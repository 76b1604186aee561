using System.Reflection;

namespace PerfFlow.Architecture.Tests;

/// <summary>docs/decisions/0001: one room, one job; the arrows only point down.</summary>
public sealed class RoomTests
{
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "PerfFlow.Domain", [] },
        { "PerfFlow.Sheets", ["PerfFlow.Domain"] },
        { "PerfFlow.Documents", ["PerfFlow.Domain"] },
        { "PerfFlow.Storage", ["PerfFlow.Domain"] },
        { "PerfFlow.Functions", ["PerfFlow.Domain", "PerfFlow.Sheets", "PerfFlow.Documents", "PerfFlow.Storage"] },
        { "PerfFlow.LocalHost", [] },
        { "PerfFlow.Demo", ["PerfFlow.Domain", "PerfFlow.Sheets"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_room_uses_only_the_rooms_below_it(string room, string[] below)
    {
        var used = References(room).Where(name => name.StartsWith("PerfFlow.", StringComparison.Ordinal));

        Assert.Empty(used.Except(below));
    }

    [Fact]
    public void Domain_references_nothing_but_the_base_class_library()
    {
        var outside = References("PerfFlow.Domain").Where(name =>
            !name.StartsWith("System.", StringComparison.Ordinal) && name is not "netstandard");

        Assert.Empty(outside);
    }

    [Theory]
    [InlineData("PerfFlow.Sheets", "Azure.")]
    [InlineData("PerfFlow.Documents", "Azure.")]
    [InlineData("PerfFlow.Documents", "ClosedXML")]
    [InlineData("PerfFlow.Storage", "ClosedXML")]
    [InlineData("PerfFlow.Storage", "DocumentFormat")]
    [InlineData("PerfFlow.Functions", "Azure.Data.Tables")]
    [InlineData("PerfFlow.Functions", "ClosedXML")]
    [InlineData("PerfFlow.Functions", "DocumentFormat")]
    [InlineData("PerfFlow.Demo", "Azure.")]
    [InlineData("PerfFlow.Demo", "ClosedXML")]
    public void A_room_leaves_to_others_what_is_their_job(string room, string library)
        => Assert.DoesNotContain(References(room), name => name.StartsWith(library, StringComparison.Ordinal));

    private static string[] References(string room)
        => [.. Assembly.Load(room).GetReferencedAssemblies().Select(reference => reference.Name!)];
}
