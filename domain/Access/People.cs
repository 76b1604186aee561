using System.Collections.Immutable;

namespace PerfFlow.Domain.Access;

/// <summary>Someone who is or was in a unit.</summary>
/// <param name="Key">As the ledger names them.</param>
/// <param name="Id"><c>{tenant id}:{object id}</c> of the token.</param>
/// <param name="Name">Null once erased.</param>
/// <param name="Membership">Null for who is no member any more.</param>
/// <param name="Mail">When they want mail.</param>
public sealed record Person(string Key, string Id, string? Name, Membership? Membership, MailWish Mail = MailWish.AtOnce);

/// <summary>Says who stands behind the keys of a unit's ledger, and of an erased person only that there was one.</summary>
/// <param name="inEnglish">How erased people are called; in Chinese otherwise.</param>
public sealed class People(ImmutableArray<Person> all, bool inEnglish = false)
{
    private const int ShownOfKey = 4;

    private readonly Dictionary<string, Person> named = all.Where(person => person.Name is not null)
        .ToDictionary(person => person.Key, StringComparer.Ordinal);

    /// <summary>Those who are members now, by person id.</summary>
    public ImmutableArray<Membership> Members => [.. all.Select(person => person.Membership).OfType<Membership>()];

    public IEnumerable<string> Keys => all.Select(person => person.Key);

    public People InEnglish() => new(all, inEnglish: true);

    /// <summary>Null when the person is no member.</summary>
    public Membership? MembershipOf(string id) => all.FirstOrDefault(person => person.Id == id)?.Membership;

    public MailWish MailOf(string id) => all.FirstOrDefault(person => person.Id == id)?.Mail ?? MailWish.AtOnce;

    /// <summary>The person id; the key itself for the application and for who is erased.</summary>
    public string IdOf(string key) => named.TryGetValue(key, out var person) ? person.Id : key;

    public string NameOf(string key) =>
        named.TryGetValue(key, out var person) ? person.Name!
        : key == Actor.System.Key ? "PerfFlow"
        : $"{(inEnglish ? "erased person" : "已删除人员")} {key[..Math.Min(ShownOfKey, key.Length)]}";
}
