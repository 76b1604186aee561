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
}
