using System.Net;
using System.Net.Sockets;

namespace Skep.Images.Sources.Registry;

/// <summary>From how far an address can be reached, the widest first.</summary>
internal enum NetworkReach
{
    Public,

    /// <summary>RFC 1918, RFC 6598 and unique local addresses.</summary>
    Private,

    Loopback,

    /// <summary>Among these are the metadata servers of clouds, which hand out credentials.</summary>
    LinkLocal,
}

/// <summary>Tells how far an address reaches.</summary>
internal static class NetworkReaches
{
    public static NetworkReach Of(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain) || plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any))
        {
            return NetworkReach.Loopback;
        }

        byte[] bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetwork ? OfVersion4(bytes)
            : plain.IsIPv6LinkLocal ? NetworkReach.LinkLocal
            : plain.IsIPv6UniqueLocal || plain.IsIPv6SiteLocal ? NetworkReach.Private
            : NetworkReach.Public;
    }

    private static NetworkReach OfVersion4(byte[] bytes) => bytes switch
    {
        [169, 254, ..] => NetworkReach.LinkLocal,
        [0, ..] => NetworkReach.Loopback,
        [10, ..] or [192, 168, ..] => NetworkReach.Private,
        [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] => NetworkReach.Private,
        _ => NetworkReach.Public,
    };
}
