using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PracticeHub.Kernel;

/// <summary>An id in the shape of <see cref="Ids"/> that the same text always gives, so that doing a thing twice makes it once.</summary>
public static class StableId
{
    /// <param name="text">Say what it is first, then what tells it from others: <c>notes:til/git/amend.md</c>.</param>
    public static string From(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return Ids.Encode(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
