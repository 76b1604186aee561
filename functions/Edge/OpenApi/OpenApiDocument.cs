using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.OpenApi;

/// <summary>
/// The description of the API, made from the functions themselves: neither host offers its routes to ASP.NET's own generator,
/// and a document written by hand would drift.
/// </summary>
internal static partial class OpenApiDocument
{
    public static JsonObject Of(Assembly assembly)
    {
        var paths = new JsonObject();
        foreach (var route in HttpFunctions(assembly).GroupBy(function => function.Trigger.Route!)
            .OrderBy(route => route.Key, StringComparer.Ordinal))
        {
            var path = new JsonObject();
            foreach (var (method, trigger) in route)
            {
                foreach (var verb in trigger.Methods ?? [])
                {
                    path[verb] = Operation(method, trigger);
                }
            }

            paths[$"/api/{route.Key}"] = path;
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "PerfFlow 预算绩效管理", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                },
                ["schemas"] = new JsonObject { ["Problem"] = ProblemSchema() },
            },
        };
    }

    /// <summary>All but the one that answers for what is not there.</summary>
    public static IEnumerable<(MethodInfo Method, HttpTriggerAttribute Trigger)> HttpFunctions(Assembly assembly) =>
        AllHttpFunctions(assembly).Where(static function => !NothingThere.Is(function.Trigger));

    public static IEnumerable<(MethodInfo Method, HttpTriggerAttribute Trigger)> AllHttpFunctions(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(FunctionAttribute))
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select (method, trigger);

    private static JsonObject Operation(MethodInfo method, HttpTriggerAttribute trigger)
    {
        var answers = method.GetCustomAttribute<AnswersAttribute>();
        var operation = new JsonObject
        {
            ["operationId"] = method.GetCustomAttribute<FunctionAttribute>()!.Name,
            ["summary"] = answers?.Summary,
            ["parameters"] = Parameters(method, trigger),
            ["responses"] = Responses(method, trigger, answers),
        };
        if (answers?.Body is { } body)
        {
            var content = body == typeof(Stream)
                ? Content("", "application/octet-stream", new JsonObject { ["type"] = "string", ["format"] = "binary" })
                : Content("", "application/json", SchemaOf(body, Json.Sent));
            content["required"] = true;
            operation["requestBody"] = content;
        }

        if (method.GetCustomAttribute<AccessAttribute>() is not PublicAttribute)
        {
            operation["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
        }

        return operation;
    }

    private static JsonArray Parameters(MethodInfo method, HttpTriggerAttribute trigger)
    {
        var parameters = new JsonArray();
        foreach (var name in RouteName().Matches(trigger.Route!).Select(match => match.Groups[1].Value))
        {
            parameters.Add(Parameter(name, "path", required: true));
        }

        foreach (var query in method.GetCustomAttributes<QueryAttribute>())
        {
            parameters.Add(Parameter(query.Name, "query", query.Required, query.Type));
        }

        if (method.IsDefined(typeof(PagedAttribute)))
        {
            parameters.Add(Parameter("take", "query", required: false, typeof(int)));
            parameters.Add(Parameter("after", "query", required: false));
        }

        if (TakesKey(method, trigger))
        {
            parameters.Add(Parameter("Idempotency-Key", "header", required: false));
        }

        if (method.IsDefined(typeof(ConditionalAttribute)))
        {
            parameters.Add(Parameter("If-Match", "header", required: false));
        }

        if (method.IsDefined(typeof(ConditionalAttribute)) || IsTagged(trigger, method.GetCustomAttribute<AnswersAttribute>()))
        {
            parameters.Add(Parameter("If-None-Match", "header", required: false));
        }

        return parameters;
    }

    /// <summary>The exporter knows nothing of a converter that is not its own.</summary>
    private static readonly JsonSchemaExporterOptions Enumerations = new()
    {
        TransformSchemaNode = static (context, schema) =>
        {
            if (OwnSchema(context.TypeInfo.Type) is { } own)
            {
                return own;
            }

            // where a parameter has a default, the exporter keeps the default and forgets to ask for the type
            var members = context.TypeInfo.Kind == JsonTypeInfoKind.Object ? schema["properties"] as JsonObject : null;
            foreach (var property in members is null ? [] : context.TypeInfo.Properties)
            {
                if (members![property.Name] is JsonObject { Count: 1 } alone
                    && alone.TryGetPropertyValue("default", out var value)
                    && OwnSchema(property.PropertyType) is JsonObject rules)
                {
                    rules["default"] = value?.DeepClone();
                    members[property.Name] = rules;
                }
            }

            return schema;
        },
    };

    /// <summary>Of types that have a converter of ours; null for any other.</summary>
    private static JsonNode? OwnSchema(Type type)
    {
        if (Given.TypeIn(type) is { } given)
        {
            return OrNull(Json.Sent.GetJsonSchemaAsNode(given, Enumerations));
        }

        var optional = Nullable.GetUnderlyingType(type);
        if (!(optional ?? type).IsEnum || (optional ?? type).IsDefined(typeof(FlagsAttribute)))
        {
            return (optional ?? type).IsEnum ? new JsonObject { ["type"] = "string" } : null; // several names, and never asked for
        }

        var names = EnumNames.In(optional ?? type).Select(static name => (JsonNode?)name);
        return new JsonObject { ["enum"] = new JsonArray([.. optional is null ? names : names.Append(null)]) };
    }

    private static JsonNode OrNull(JsonNode schema)
    {
        if (schema["type"] is JsonValue type && (string)type! != "null")
        {
            schema["type"] = new JsonArray((string)type!, "null");
        }

        return schema;
    }

    /// <summary>
    /// The exporter names a type it has met before by its place in the schema; in a document that place is another, so it is written out.
    /// </summary>
    private static JsonNode SchemaOf(Type type, JsonSerializerOptions? options = null)
    {
        var root = (options ?? Json.Options).GetJsonSchemaAsNode(type, Enumerations);
        return WrittenOut(root, depth: 0);

        JsonNode WrittenOut(JsonNode node, int depth)
        {
            const int deepest = 64;
            if (depth > deepest)
            {
                throw new InvalidOperationException($"{type.Name} contains itself: give its schema a name under components.");
            }

            switch (node)
            {
                case JsonObject rule when (string?)rule["$ref"] is { } pointer:
                    return WrittenOut(
                        pointer.Split('/').Skip(1).Aggregate(
                            root, (at, step) => at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!),
                        depth + 1);
                case JsonObject rules:
                    return new JsonObject(rules.Select(rule =>
                        KeyValuePair.Create<string, JsonNode?>(rule.Key, rule.Value is null ? null : WrittenOut(rule.Value, depth + 1))));
                case JsonArray list:
                    return new JsonArray([.. list.Select(item => item is null ? null : WrittenOut(item, depth + 1))]);
                default:
                    return node.DeepClone();
            }
        }
    }

    private static JsonObject Parameter(string name, string place, bool required, Type? type = null) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = SchemaOf(type ?? typeof(string)),
    };

    private static JsonObject Content(string description, string media, Type? type) =>
        Content(description, media, type is null ? new JsonObject() : SchemaOf(type));

    private static JsonObject Content(string description, string media, JsonNode schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { [media] = new JsonObject { ["schema"] = schema } },
    };

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "code"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["code"] = new JsonObject { ["type"] = "string" },
            ["field"] = new JsonObject { ["type"] = "string" },
        },
    };

    [GeneratedRegex(@"\{([a-z]+)")]
    private static partial Regex RouteName();
}
