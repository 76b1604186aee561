using System.Collections.Immutable;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Access;

/// <summary>What a person may do in one unit. Kept by the unit's admin.</summary>
/// <param name="Person"><c>{tenant id}:{object id}</c> of the token.</param>
/// <param name="Sections">Names of the sections (科室) a section role acts for.</param>
/// <param name="Email">Where reminders go; null: to the inbox alone.</param>
/// <param name="Key">Of the person in this unit, as the ledger names them; random. Empty until they are first put into the unit.</param>
public sealed record Membership(
    string Person, string Name, ImmutableArray<Role> Roles, ImmutableArray<string> Sections, string? Email = null, string Key = "")
{
    public ImmutableArray<Role> Roles { get; init; } = Roles.IsDefault ? [] : Roles;

    public ImmutableArray<string> Sections { get; init; } = Sections.IsDefault ? [] : Sections;

    /// <summary>In the unit, whatever the section.</summary>
    public bool May(Right right) => Roles.Any(role => Rights.Of(role).Contains(right));

    /// <summary>For a project of the section: a section role needs to be of that section.</summary>
    public bool May(Right right, string section) => Roles.Any(role =>
        Rights.Of(role).Contains(right)
        && (!Rights.IsBoundToSections(role) || IsOf(section)));

    /// <summary>Whether they know of the projects of the section at all.</summary>
    public bool Sees(string section) => May(Right.ViewItem, section);

    /// <summary>For every section, those to come among them.</summary>
    public bool MayEverywhere(Right right) => Roles.Any(role => Rights.Of(role).Contains(right) && !Rights.IsBoundToSections(role));

    public Actor ToActor() => new(Key, Roles);

    /// <summary>On a project of the section, with the roles that count there.</summary>
    public Actor ToActor(string section)
        => new(Key, [.. Roles.Where(role => !Rights.IsBoundToSections(role) || IsOf(section))]);

    /// <summary>Whichever way its name is written, here or in what was kept before names were brought to one.</summary>
    public bool IsOf(string section) => Sections.Any(own => PlainText.Same(own, section));

    public UsedMembership AsUsed() => new(Key, Roles, Sections);

    public bool Equals(Membership? other)
        => other is not null
        && (Person, Name, Email, Key) == (other.Person, other.Name, other.Email, other.Key)
        && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan())
        && Sections.AsSpan().SequenceEqual(other.Sections.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Person, Name, Roles.Length, Sections.Length);
}

/// <summary>What the ledger keeps of a membership: whose it is by key alone, neither name nor address.</summary>
public sealed record UsedMembership(string Key, ImmutableArray<Role> Roles, ImmutableArray<string> Sections)
{
    public ImmutableArray<Role> Roles { get; init; } = Roles.IsDefault ? [] : Roles;

    public ImmutableArray<string> Sections { get; init; } = Sections.IsDefault ? [] : Sections;

    public Actor ToActor() => new(Key, Roles);

    public bool Equals(UsedMembership? other)
        => other is not null
        && Key == other.Key
        && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan())
        && Sections.AsSpan().SequenceEqual(other.Sections.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Key, Roles.Length, Sections.Length);
}

/// <summary>Who acts, with the roles held at that moment; goes into the ledger with the event.</summary>
/// <param name="Key">Of the person in the unit, see <see cref="Membership.Key"/>.</param>
public sealed record Actor(string Key, ImmutableArray<Role> Roles)
{
    public ImmutableArray<Role> Roles { get; init; } = Roles.IsDefault ? [] : Roles;

    /// <summary>The application itself: readings, locks, the archive.</summary>
    public static Actor System { get; } = new("system", []);

    public bool Is(Level level) => Roles.Any(role => Rights.LevelOf(role) == level);

    public bool May(Right right) => Roles.Any(role => Rights.Of(role).Contains(right));

    public bool Equals(Actor? other)
        => other is not null && Key == other.Key && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Key, Roles.Length);
}
