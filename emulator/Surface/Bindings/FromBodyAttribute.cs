using Microsoft.Azure.Functions.Worker.Converters;
using PerfFlow.Emulator.Http;

namespace Microsoft.Azure.Functions.Worker.Http
{
    /// <summary>Binds the request's JSON body.</summary>
    public class FromBodyAttribute() : InputConverterAttribute(typeof(BodyReader));
}

namespace Microsoft.Azure.Functions.Worker.Converters
{
    /// <summary>Names the type that converts a parameter. Only its official subclasses are supported here.</summary>
    [AttributeUsage(
        AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Struct,
        AllowMultiple = true)]
    public class InputConverterAttribute(Type converterType) : Attribute
    {
        public Type ConverterType { get; } = converterType;
    }
}
