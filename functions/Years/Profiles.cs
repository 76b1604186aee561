using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Years;

/// <summary>The rule profiles a year can be opened with.</summary>
internal static class Profiles
{
    public static Profile? Find(string id) => Profile.Shipped.FirstOrDefault(profile => profile.Id == id);

    public static Profile Of(UnitYearState year) => (year.Profile is { } id ? Find(id) : null) ?? Profile.Standard;
}
