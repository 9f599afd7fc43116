using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Skep.Core;

namespace Skep.Images.Sources.Registry;

/// <summary>Makes the HTTP client: certificates, time-outs, and which networks a redirect may lead to.</summary>
/// <remarks>
/// A registry is not trusted. Redirects and token realms are its words, so a registry on the internet must not make
/// Skep call hosts of the network it runs in: see <see cref="NetworkReach"/>.
/// </remarks>
internal static class RegistryTransport
{
    private const int MaxHeadersKibibytes = 64;

    public static HttpClient Create(ImageSourceOptions options, string origin)
    {
        var guard = new ConnectionGuard(origin);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ResponseTimeout,
            MaxResponseHeadersLength = MaxHeadersKibibytes,
            ConnectCallback = guard.ConnectAsync,
        };
        if (options.Insecure || options.CaCertificates is not null)
        {
            X509Certificate2Collection authorities = Authorities(options.CaCertificates);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None
                    || options.Insecure
                    || IsIssuedBy(authorities, certificate, chain, errors);
        }

        // The client's own time-out covers whole bodies, which may take hours; waits are bounded read by read instead.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("skep");
        return client;
    }

    private static X509Certificate2Collection Authorities(string? path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            if (path is not null)
            {
                authorities.ImportFromPemFile(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SkepException(ErrorKind.Invalid, $"cannot read certificates from {path}: {e.Message}", inner: e);
        }

        return path is not null && authorities.Count == 0
            ? throw new SkepException(
                ErrorKind.Invalid, $"{path} holds no certificate", "expected PEM: -----BEGIN CERTIFICATE-----")
            : authorities;
    }

    private static bool IsIssuedBy(
        X509Certificate2Collection authorities,
        X509Certificate? certificate,
        X509Chain? sent,
        SslPolicyErrors errors)
    {
        // A wrong host name stays wrong, whoever signed it.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null)
        {
            foreach (X509ChainElement element in sent.ChainElements)
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    }

    private sealed class ConnectionGuard(string origin)
    {
        private NetworkReach? _allowed;

        public async ValueTask<Stream> ConnectAsync(
            SocketsHttpConnectionContext context,
            CancellationToken cancellationToken)
        {
            string host = context.DnsEndPoint.Host;
            System.Net.IPAddress[] addresses = await System.Net.Dns.GetHostAddressesAsync(host, cancellationToken);

            // Through a proxy the connection goes to the proxy, which has its own rules.
            if (host == context.InitialRequestMessage.RequestUri?.IdnHost.Trim('[', ']'))
            {
                addresses = Permitted(host, addresses);
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        // What was judged is what is connected to: asking DNS again could give another answer.
        private System.Net.IPAddress[] Permitted(string host, System.Net.IPAddress[] addresses)
        {
            if (host.Equals(origin, StringComparison.OrdinalIgnoreCase))
            {
                _allowed = addresses.Max(NetworkReaches.Of);
                return addresses;
            }

            NetworkReach allowed = _allowed ?? NetworkReach.Public;
            System.Net.IPAddress[] permitted = [.. addresses.Where(address => NetworkReaches.Of(address) <= allowed)];
            return permitted.Length > 0
                ? permitted
                : throw new SkepException(
                    ErrorKind.Denied,
                    $"{origin} leads to {host}, which is in a more private network than {origin} itself");
        }
    }
}
