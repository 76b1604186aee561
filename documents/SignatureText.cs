using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Documents;

/// <summary>What a signature block says, in all forms alike.</summary>
internal static class SignatureText
{
    public static string Sealed(Block.Signature signature) => FullWidth.Of($"{signature.Unit}(盖章)");

    /// <summary>Filled in by hand: what is signed is what was approved, byte for byte.</summary>
    public const string Date = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日";
}
