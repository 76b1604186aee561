using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Profiles;

public sealed class ShippedProfilesTests
{
    [Theory]
    [InlineData("std")]
    [InlineData("std-cost")]
    [InlineData("sc")]
    [InlineData("hb")]
    public void Every_shipped_profile_loads_without_an_error(string id)
    {
        using var stream = typeof(Profile).Assembly.GetManifestResourceStream($"profiles/{id}.json")!;
        using var reader = new StreamReader(stream);
        var reading = Profile.Load(reader.ReadToEnd());
        Assert.Empty(reading.Errors);
        Assert.Equal(id, reading.Profile?.Id);
        Assert.Same(Profile.Find(id), Profile.Find(id));
    }

    [Theory]
    [InlineData("hb", "hb")]
    [InlineData(null, "std")]
    [InlineData("gone", "std")]
    public void A_year_goes_by_the_profile_it_names_and_else_by_the_standard(string? named, string id) =>
        Assert.Equal(id, Profile.Of(named).Id);

    [Fact]
    public void Its_key_is_its_id_with_its_version() => Assert.Equal("std/7", (Profile.Standard with { Version = 7 }).Key);
}
