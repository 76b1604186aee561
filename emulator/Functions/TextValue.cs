using System.ComponentModel;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Emulator.Functions;

/// <summary>Text, such as a route value, as the type of a parameter. Culture is invariant.</summary>
internal static class TextValue
{
    public static bool CanBe(Type type) =>
        type == typeof(string) || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    /// <summary>Binds a value of <see cref="BindingContext.BindingData"/> by the parameter's name.</summary>
    public static ParameterBinder Named(ParameterInfo parameter, string name) => invocation =>
    {
        var value = invocation.BindingContext.BindingData.GetValueOrDefault(name);
        return new(value switch
        {
            null => parameter.HasDefaultValue ? parameter.DefaultValue : Missing(parameter.ParameterType),
            _ when parameter.ParameterType.IsInstanceOfType(value) => value,
            _ => Convert(parameter, value),
        });
    };

    private static object? Missing(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static object? Convert(ParameterInfo parameter, object value)
    {
        try
        {
            return TypeDescriptor.GetConverter(parameter.ParameterType).ConvertFromInvariantString($"{value}");
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException)
        {
            throw new FunctionInputConverterException(
                $"The value of parameter '{parameter.Name}' is not a valid {parameter.ParameterType.Name}.", failure);
        }
    }
}
