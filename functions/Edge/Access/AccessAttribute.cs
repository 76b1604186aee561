using PerfFlow.Domain.Access;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>Who may call an HTTP function. A function without one is refused: closed by default.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class AccessAttribute : Attribute;

/// <summary>Anyone, without a token: health and the API description only.</summary>
public sealed class PublicAttribute : AccessAttribute;

/// <summary>Anyone, whether their token is sound or not, counted by address like all who have not signed in: nothing is there.</summary>
public sealed class NobodysAttribute : AccessAttribute;

/// <summary>The application role <see cref="Caller.OperatorRole"/>, which may register units.</summary>
public sealed class OperatorAttribute : AccessAttribute;

/// <summary>Anyone with a token, member or not: for what belongs to no unit and tells nothing of one.</summary>
public sealed class SignedInAttribute : AccessAttribute;

/// <summary>A member of any unit at all: for what belongs to no unit and shows nothing of one.</summary>
public sealed class MemberOfAnyUnitAttribute : AccessAttribute;

/// <summary>
/// A member of the unit in the route with a role that has this right. Whether it holds for the section of the project
/// is for the endpoint to ask (<see cref="Caller.May"/>): only it knows the project. Nowhere else does a function name a right.
/// </summary>
public sealed class RequiresAttribute(Right right) : AccessAttribute
{
    public Right Right { get; } = right;
}
