namespace Skep.Secrets.Verification;

/// <summary>A number whose last digit is its check digit after Luhn (ISO/IEC 7812-1).</summary>
internal sealed class LuhnVerifier : ISecretVerifier
{
    public string Name => "luhn";

    public bool Accepts(ReadOnlySpan<byte> value)
    {
        int sum = 0;
        int digits = 0;
        for (int i = value.Length - 1; i >= 0; i--)
        {
            if (value[i] is (byte)' ' or (byte)'-')
            {
                continue;
            }

            int digit = value[i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            digit *= 1 + (digits++ & 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return digits > 1 && sum % 10 == 0;
    }
}
