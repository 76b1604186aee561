using System.Globalization;
using System.Text.RegularExpressions;
using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo.Access;

/// <summary>
/// Prints a development token for one person. The key comes from the local.settings.json of this checkout alone, and no host
/// but a development one takes what it signs.
/// </summary>
internal static partial class TokenCommand
{
    public const string Usage = """
        dotnet run --project demo -- token --person TENANT:OBJECT [options]

          --person T:O   tenant and object id, as memberships name the person
          --name NAME    display name (default: the ids)
          --account UPN  work account, by which an invitation finds them (default: none)
          --operator     may register units (the app role PerfFlow.Operator)
          --hours N      lives N hours, 1 to 24 (default 8)
        """;

    private const int UsualHours = 8;
    private const int MostHours = 24;

    /// <exception cref="DemoException">An option is unknown or cannot be read, or this is no development checkout.</exception>
    public static string Run(IReadOnlyList<string> args, TimeProvider time)
    {
        var (person, name, account, isOperator, hours) = ((string?)null, (string?)null, (string?)null, false, UsualHours);
        for (var i = 0; i < args.Count; i++)
        {
            var option = args[i];
            string Value() => ++i < args.Count ? args[i] : throw new DemoException($"{option} needs a value.");
            switch (option)
            {
                case "--person":
                    person = Value();
                    break;
                case "--name":
                    name = Value();
                    break;
                case "--account":
                    account = Value();
                    break;
                case "--operator":
                    isOperator = true;
                    break;
                case "--hours":
                    hours = Hours(Value());
                    break;
                case "--help" or "-h":
                    return Usage;
                default:
                    throw new DemoException($"Unknown option {option}.{Environment.NewLine}{Usage}");
            }
        }

        if (person is null || !PersonId().IsMatch(person))
        {
            throw new DemoException(
                "--person names a tenant and an object id with a colon between, of letters, "
                + $"digits and hyphens.{Environment.NewLine}{Usage}");
        }

        var ids = person.Split(':');
        return new DevelopmentTokens(DevelopmentKey.FromLocalSettings(), time, TimeSpan.FromHours(hours))
            .For(new Person(ids[0], ids[1], name ?? person, isOperator, account));
    }

    private static int Hours(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= MostHours
            ? hours
            : throw new DemoException($"--hours {text} is no number from 1 to {MostHours}.");

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}:[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex PersonId();
}
