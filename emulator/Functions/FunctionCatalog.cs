using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Emulator.Functions;

/// <summary>The functions of an app, found by reflection and checked once, at start-up.</summary>
internal sealed partial class FunctionCatalog
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private FunctionCatalog(ImmutableArray<Function> functions)
    {
        Functions = functions;
    }

    public ImmutableArray<Function> Functions { get; }

    /// <summary>The functions with one kind of trigger.</summary>
    public IEnumerable<(Function Function, T Trigger)> With<T>()
        where T : ITriggerBinding =>
        Functions.Where(function => function.Trigger is T).Select(function => (function, (T)function.Trigger));

    /// <exception cref="StartupException">Names every function that cannot be bound, and why.</exception>
    public static FunctionCatalog Find(IEnumerable<Type> types, FunctionBinder binder)
    {
        var errors = new List<string>();
        var functions = new List<Function>();
        var methods = types.SelectMany(type => type.GetMethods(AnyMethod))
            .Where(method => method.IsDefined(typeof(FunctionAttribute), inherit: false));
        foreach (var method in methods)
        {
            var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
            try
            {
                CheckName(name);
                functions.Add(binder.Bind(name, method));
            }
            catch (StartupException unbindable)
            {
                errors.Add($"Function '{name}' ({method.DeclaringType}.{method.Name}): {unbindable.Message}");
            }
        }

        errors.AddRange(functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => $"Function '{same.Key}': the name is used by {string.Join(" and ", same.Select(function => function.Definition.EntryPoint))}."));
        return errors.Count == 0
            ? new FunctionCatalog([.. functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)])
            : throw new StartupException(string.Join(Environment.NewLine, errors));
    }

    private static void CheckName(string name)
    {
        if (!ValidName().IsMatch(name))
        {
            throw new StartupException("a function's name starts with a letter and has at most 127 letters, digits, '-' and '_'.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z][\w-]{0,126}\z")]
    private static partial Regex ValidName();
}
