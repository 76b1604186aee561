using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfFlow.Emulator.Tests.Surface;

/// <summary>
/// Writes what a user of an assembly sees, one line per type (<c># public sealed class N.T : Base, IFace</c>) and per public or
/// protected member (<c>N.T.Member: signature</c>), in the format of the official list.
/// </summary>
internal static class SurfacePrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Lines(Type type)
    {
        yield return "# " + AttributeUsage(type) + Heading(type);
        var name = TypeNames.Of(type);
        foreach (var (member, signature) in Members(type))
        {
            yield return member is FieldInfo && type.IsEnum ? $"{name}.{signature}" : $"{name}.{member.Name}: {signature}";
        }
    }

    private static string Heading(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            _ when IsDelegate(type) => "delegate",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
                + (type.GetMethod("<Clone>$", Declared) is null ? "class" : "record class"),
        };
        var access = type.IsPublic || type.IsNestedPublic ? "public" : "protected";
        var bases = type.IsEnum || IsDelegate(type) ? [] : Bases(type);
        return $"{access} {kind} {TypeNames.Of(type)}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static string[] Bases(Type type) =>
    [
        .. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [TypeNames.Of(parent)] : (string[])[],
        .. type.GetInterfaces().Where(face => face.IsVisible).Select(TypeNames.Of).Order(StringComparer.Ordinal),
    ];

    private static string AttributeUsage(Type type)
    {
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
        return usage is null
            ? ""
            : $"[AttributeUsage({usage.ValidOn}{(usage.AllowMultiple ? ", AllowMultiple" : "")}{(usage.Inherited ? "" : ", not inherited")})] ";
    }

    private static IEnumerable<(MemberInfo Member, string Signature)> Members(Type type)
    {
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [(invoke, $"{TypeNames.Of(invoke.ReturnParameter)} ({Parameters(invoke)})")];
        }

        return type.GetMembers(Declared)
            .Select(member => (Member: member, Signature: Signature(type, member)))
            .Where(line => line.Signature is not null)
            .Select(line => (line.Member, line.Signature!));
    }

    /// <summary>Null for what a user does not see: private members, accessors, compiler-made methods.</summary>
    private static string? Signature(Type type, MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } constant when type.IsEnum =>
            $"{constant.Name} = {Convert.ToInt64(constant.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo { IsSpecialName: false } field when IsVisible(field.Attributes) =>
            $"{Access(field.IsPublic)}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}"
            + $"{TypeNames.Of(field)} {field.Name}{(field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "")}",
        PropertyInfo property when property.GetAccessors(nonPublic: true).FirstOrDefault(IsVisible) is { } accessor =>
            $"{Modifiers(type, accessor)}{TypeNames.Of(property)} {property.Name} {{ {Accessors(property)}}}",
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) =>
            $"{Access(constructor.IsPublic)}{type.Name.Split('`')[0]}({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && !method.Name.Contains('<', StringComparison.Ordinal)
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => Method(type, method),
        _ => null,
    };

    private static string Method(Type type, MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var arguments = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(argument => argument.Name))}>";
        return $"{Modifiers(type, method)}{TypeNames.Of(method.ReturnParameter)} {method.Name}{arguments}({Parameters(method)})"
            + string.Concat(generic.Select(Constraints));
    }

    private static string Modifiers(Type type, MethodInfo method)
    {
        if (type.IsInterface)
        {
            return "";
        }

        var overrides = method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot);
        return Access(method.IsPublic) + method switch
        {
            { IsStatic: true } => "static ",
            { IsFinal: true } => overrides ? "sealed override " : "",
            { IsAbstract: true } => overrides ? "abstract override " : "abstract ",
            { IsVirtual: true } => overrides ? "override " : "virtual ",
            _ => "",
        };
    }

    private static string Accessors(PropertyInfo property)
    {
        var init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? false;
        return (property.GetMethod is { } get && IsVisible(get) ? "get; " : "")
            + (property.SetMethod is { } set && IsVisible(set) ? init ? "init; " : "set; " : "");
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select((parameter, index) => (parameter, index) switch
        {
            ({ IsOut: true }, _) => "out ",
            ({ ParameterType.IsByRef: true }, _) => "ref ",
            (_, 0) when method.IsDefined(typeof(ExtensionAttribute)) => "this ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        } + $"{TypeNames.Of(parameter)} {parameter.Name}" + (parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "")));

    private static string Constraints(Type generic)
    {
        var special = generic.GenericParameterAttributes;
        string[] constraints =
        [
            .. special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? ["struct"] : (string[])[],
            .. special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : (string[])[],
            .. generic.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)).Select(TypeNames.Of),
            .. special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !generic.IsValueType ? ["new()"] : (string[])[],
        ];
        return constraints.Length == 0 ? "" : $" where {generic.Name} : {string.Join(", ", constraints)}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Access(bool isPublic) => isPublic ? "public " : "protected ";

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
