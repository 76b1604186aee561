using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Emulator.Http;

/// <summary>The request's body as a parameter. A body that cannot be read fails the invocation, as on the official host.</summary>
internal sealed class BodyReader
{
    public static async ValueTask<object?> ReadAsync(HttpRequest request, ParameterInfo parameter)
    {
        try
        {
            return request.HasJsonContentType()
                ? await request.ReadFromJsonAsync(parameter.ParameterType, request.HttpContext.RequestAborted)
                : throw new FunctionInputConverterException($"Parameter '{parameter.Name}' needs a JSON body.");
        }
        catch (JsonException failure)
        {
            throw new FunctionInputConverterException($"The body is no valid JSON for parameter '{parameter.Name}'.", failure);
        }
    }
}
