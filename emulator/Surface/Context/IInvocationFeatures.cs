namespace Microsoft.Azure.Functions.Worker;

/// <summary>A bag by type, for middleware.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T instance);

    T? Get<T>();
}
