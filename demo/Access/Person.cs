namespace PerfFlow.Demo.Access;

/// <summary>Somebody who signs in: tenant and object id as in Entra ID.</summary>
/// <param name="Operator">May register units (the app role PerfFlow.Operator).</param>
/// <param name="Account">Work account (UPN); null: the token names none.</param>
public sealed record Person(string TenantId, string ObjectId, string Name, bool Operator = false, string? Account = null)
{
    /// <summary>How memberships name the person.</summary>
    public string Id => $"{TenantId}:{ObjectId}";
}
