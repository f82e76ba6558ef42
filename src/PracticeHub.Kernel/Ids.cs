using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PracticeHub.Kernel;

/// <summary>
/// Makes ids of 26 characters in Orchard Core's alphabet (Crockford base32, lower case) that sort by time:
/// 48 bits of milliseconds since 1970, then 80 random bits.
/// </summary>
public sealed class Ids(TimeProvider clock)
{
    public const int Length = 26;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public string New() => New(clock.GetUtcNow());

    public static string New(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        RandomNumberGenerator.Fill(bytes[6..]);
        return Encode(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    internal static string Encode(UInt128 value) =>
        string.Create(Length, value, static (text, bits) =>
        {
            for (var i = Length - 1; i >= 0; i--, bits >>= 5)
            {
                text[i] = Alphabet[(int)(bits & 31)];
            }
        });
}
