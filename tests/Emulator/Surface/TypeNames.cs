using System.Collections.ObjectModel;
using System.Reflection;

namespace PerfFlow.Emulator.Tests.Surface;

/// <summary>Writes a type as C# would, with nullable annotations: <c>System.Threading.Tasks.Task&lt;string?&gt;</c>.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(char)] = "char", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    public static string Of(ParameterInfo parameter) =>
        Write(parameter.ParameterType, Annotations.Of(parameter.GetCustomAttributesData(), parameter.Member));

    public static string Of(PropertyInfo property) =>
        Write(property.PropertyType, Annotations.Of(property.GetCustomAttributesData(), property.DeclaringType!));

    public static string Of(FieldInfo field) =>
        Write(field.FieldType, Annotations.Of(field.GetCustomAttributesData(), field.DeclaringType!));

    /// <summary>Where annotations are not recorded or not compared: base types, constraints.</summary>
    public static string Of(Type type) => Write(type, Annotations.None);

    private static string Write(Type type, Annotations annotations)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!, annotations);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Write(underlying, annotations) + "?";
        }

        if (type.IsArray)
        {
            var mark = annotations.Next();
            return Write(type.GetElementType()!, annotations) + "[]" + mark;
        }

        if (type.IsGenericParameter)
        {
            return type.Name + annotations.Next();
        }

        // A value type has no annotation of its own, but a generic one has a place for it.
        var nullable = type.IsValueType && !type.IsGenericType ? "" : annotations.Next();
        return Keywords.TryGetValue(type, out var keyword) ? keyword + nullable : WriteNamed(type, annotations) + nullable;
    }

    private static string WriteNamed(Type type, Annotations annotations)
    {
        var prefix = type.IsNested ? WriteNamed(type.DeclaringType!, Annotations.None) + "." : type.Namespace + ".";
        var name = prefix + type.Name.Split('`')[0];
        return type.IsGenericType
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(argument => Write(argument, annotations)))}>"
            : name;
    }

    /// <summary>The compiler's NullableAttribute: one flag for each place in the type, in the order it is written.</summary>
    private sealed class Annotations(IReadOnlyList<byte> flags)
    {
        private const byte MayBeNull = 2;
        private int next;

        public static Annotations None => new([0]);

        public static Annotations Of(IEnumerable<CustomAttributeData> attributes, MemberInfo context)
        {
            if (Flags(attributes, "System.Runtime.CompilerServices.NullableAttribute") is { } own)
            {
                return new Annotations(own);
            }

            for (var scope = context; scope is not null; scope = scope.DeclaringType)
            {
                if (Flags(scope.GetCustomAttributesData(), "System.Runtime.CompilerServices.NullableContextAttribute") is { } inherited)
                {
                    return new Annotations(inherited);
                }
            }

            return None;
        }

        public string Next()
        {
            var flag = flags.Count == 1 ? flags[0] : flags[next++];
            return flag == MayBeNull ? "?" : "";
        }

        private static List<byte>? Flags(IEnumerable<CustomAttributeData> attributes, string name) =>
            attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == name)?.ConstructorArguments[0].Value switch
            {
                byte one => [one],
                ReadOnlyCollection<CustomAttributeTypedArgument> many => [.. many.Select(flag => (byte)flag.Value!)],
                _ => null,
            };
    }
}
