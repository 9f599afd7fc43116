using CsCheck;
using Skep.Core;

namespace Skep.Testing;

/// <summary>The laws of a version order.</summary>
/// <remarks>Inherit it and give the order, a sorted ladder of versions, and what is no version.</remarks>
public abstract class VersionOrderContract
{
    protected abstract IVersionOrder Order { get; }

    /// <summary>Strictly ascending versions, from the scheme's own documentation or tools.</summary>
    protected abstract IReadOnlyList<string> Ascending { get; }

    /// <summary>Texts that are no versions of this scheme; empty where every text is one.</summary>
    protected virtual IReadOnlyList<string> Invalid => [];

    /// <summary>Texts shaped like versions of this scheme, valid or not.</summary>
    protected virtual Gen<string> AnyVersion =>
        Gen.OneOf(
            Gen.Int[0, Ascending.Count - 1].Select(i => Ascending[i]),
            Gen.String[Gen.Char["0123456789.-+~abcrv:_^"], 1, 12]);

    [Fact]
    public void Ladder_ascends()
    {
        for (int i = 0; i < Ascending.Count; i++)
        {
            for (int j = 0; j < Ascending.Count; j++)
            {
                Assert.True(
                    Order.TryCompare(Ascending[i], Ascending[j], out int order), $"{Ascending[i]} | {Ascending[j]}");
                Assert.True(Math.Sign(order) == i.CompareTo(j), $"{Ascending[i]} <=> {Ascending[j]} gave {order}");
            }
        }
    }

    [Fact]
    public void What_is_no_version_is_refused()
    {
        foreach (string text in Invalid)
        {
            Assert.False(Order.IsValid(text), text);
            Assert.False(Order.TryCompare(text, Ascending[0], out _), text);
            Assert.False(Order.TryCompare(Ascending[0], text, out _), text);
        }
    }

    [Fact]
    public void Order_is_total_antisymmetric_and_transitive() =>
        AnyVersion.Array[3].Sample(v =>
        {
            bool comparable = Order.TryCompare(v[0], v[1], out int ab);
            Assert.Equal(Order.IsValid(v[0]) && Order.IsValid(v[1]), comparable);
            if (!comparable || !Order.TryCompare(v[1], v[2], out int bc))
            {
                return;
            }

            Assert.True(Order.TryCompare(v[1], v[0], out int ba));
            Assert.Equal(Math.Sign(ab), -Math.Sign(ba));
            Assert.True(Order.TryCompare(v[0], v[0], out int same));
            Assert.Equal(0, same);
            if (ab <= 0 && bc <= 0)
            {
                Assert.True(Order.TryCompare(v[0], v[2], out int ac));
                Assert.True(ac <= 0, string.Join(" <= ", v));
            }
        });
}
