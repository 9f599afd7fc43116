using System.IO.Compression;
using System.Text;
using Skep.Core;
using Skep.Packages.Tests.Binaries.Elf;
using Skep.Packages.Tests.Go;

namespace Skep.Packages.Tests.Binaries;

/// <summary>A file of each product, cut down to what its classifier looks for.</summary>
/// <param name="Text">The constants of an ELF program, or a text file's content; null for a Go program.</param>
internal sealed record ClassifierSample(string Product, string Path, string? Text, string Version)
{
    /// <summary>The lines of build information of a Go program.</summary>
    public string GoModules { get; init; } = string.Empty;

    public bool IsElf { get; init; } = true;

    public FileView File => new(LayerPath.Parse(Path), Content, 0b111_101_101);

    private byte[] Content => Text is null ? GoProgram.Inline("go1.22.3", GoModules)
        : IsElf ? new ElfWriter().Add(".text", new byte[32], 6).Add(".rodata", Encoding.Latin1.GetBytes(Text)).Build()
        : Encoding.Latin1.GetBytes(Text);
}

internal static class ClassifierSamples
{
    public static IReadOnlyList<ClassifierSample> All { get; } =
    [
        Elf("bash", "bin/bash", "@(#)Bash version 5.2.15(1) release GNU", "5.2.15"),
        Elf("bun", "usr/local/bin/bun", "\0\0Bun/1.4.5\0\0", "1.4.5"),
        Elf("busybox", "bin/busybox", "BusyBox v1.35.0 (2022-12-27)", "1.35.0"),
        Elf("curl", "usr/bin/curl", "curl 7.88.1 (x86_64-pc-linux-gnu) %s\0curl/7.88.1\0", "7.88.1"),
        Elf("curl", "usr/lib/libcurl.so.4.8.0", "CLIENT libcurl 7.88.1\0libcurl/7.88.1\0", "7.88.1"),
        Elf("dart", "opt/dart/bin/dart", "\u00003.13.7 (stable) (Thu Oct 22", "3.13.7"),
        Elf("deno", "usr/bin/deno", "OTLP-Exporter-Deno/0.80.0grpcdenover2.9.6Deno/2.9.6Deno/2.9.6+e518fbd", "2.9.6"),
        Elf("dnsmasq", "usr/sbin/dnsmasq", "\0dnsmasq-2.90\0", "2.90"),
        Elf("dotnet", "usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.4/libcoreclr.so", "\0", "8.0.4"),
        Elf("envoy", "usr/local/bin/envoy", "f2e5b1/1.28.0/Clean/RELEASE/BoringSSL", "1.28.0"),
        Elf("envoy", "usr/local/bin/envoy", "\u00001.2.11\0\u00001.28.0\0", "1.28.0"),
        Elf("ffmpeg", "usr/bin/ffmpeg", "\0%s version 5.1.9-0+deb12u1\0", "5.1.9"),
        Elf("fluent-bit", "opt/fluent-bit/bin/fluent-bit", "%sFluent Bit v3.0.2%s\n", "3.0.2"),
        Elf("git", "usr/bin/git", "git version [--build]\0git/2.39.5\0", "2.39.5"),
        Elf(
            "glibc",
            "lib/x86_64-linux-gnu/libc.so.6",
            "GNU C Library (GNU libc) stable release version 2.36.\n",
            "2.36"),
        Elf("gnutls", "usr/lib/libgnutls.so.30", "GnuTLS 3.7.9 logging...", "3.7.9"),
        Elf("haproxy", "usr/sbin/haproxy", "\0 version 2.6.12-f588462, released 2023/03/28\0", "2.6.12"),
        Elf("httpd", "usr/local/apache2/bin/httpd", "\0Apache/2.4.57 (Unix)\0", "2.4.57"),
        Elf("imagemagick", "usr/lib/libMagickCore-6.Q16.so.6", "ImageMagick 6.9.11-60 Q16 x86_64", "6.9.11-60"),
        Elf("julia", "opt/julia/lib/julia/libjulia-internal.so.1.9", "__init__\u00001.9.3\0verify", "1.9.3"),
        Elf("libarchive", "usr/lib/libarchive.so.13", "libarchive 3.6.2\0", "3.6.2"),
        Elf("libexpat", "usr/lib/libexpat.so.1.8.10", "expat_2.5.0\0", "2.5.0"),
        Elf("libjpeg-turbo", "usr/lib/libjpeg.so.62", "libjpeg-turbo version 2.1.5 (build 20230203)", "2.1.5"),
        Elf("libpng", "usr/lib/libpng16.so.16", "libpng version 1.6.39", "1.6.39"),
        Elf("libtiff", "usr/lib/libtiff.so.6", "LIBTIFF, Version 4.5.0\nCopyright", "4.5.0"),
        Elf("libxml2", "usr/lib/libxml2.so.2.9.14", "\0", "2.9.14"),
        Elf("libxml2", "lib/lxml.libs/libxml2-8ac2b5f1.so.2.9.14", "\0", "2.9.14"),
        Elf("lighttpd", "usr/sbin/lighttpd", "lighttpd/1.4.69 (ssl)", "1.4.69"),
        Elf("lua", "usr/local/bin/lua", "Lua 5.4.4  Copyright (C) 1994-2022", "5.4.4"),
        Elf("luajit", "usr/local/bin/luajit-2.1.0-beta3", "LuaJIT 2.1.0-beta3\0", "2.1.0-beta3"),
        Elf("mariadb", "usr/sbin/mariadbd", "\0-0+deb12u1\u000010.11.19-MariaDB\0x86_64\0", "10.11.19"),
        Elf("memcached", "usr/local/bin/memcached", "memcached 1.6.18\0", "1.6.18"),
        Elf(
            "mongodb",
            "usr/bin/mongod",
            "\u00001.2.11\0zlib\u00006.0.5\0c9a99c120371d4d4c52cbb15dac34a36ce8d3b1d\0",
            "6.0.5"),
        Elf("musl", "lib/ld-musl-x86_64.so.1", "/proc/self/fd/\u00001.2.3\0", "1.2.3"),
        Elf("mysql", "usr/sbin/mysqld", "/build/mysql-8.0.33/sql/mysqld.cc\0", "8.0.33"),
        Elf("nginx", "usr/sbin/nginx", "nginx version: nginx/1.22.1\0", "1.22.1"),
        Elf("node", "usr/local/bin/node", "\0node.js/v20.20.2\0", "20.20.2"),
        Elf("openresty", "usr/local/openresty/nginx/sbin/nginx", "nginx version: openresty/1.21.4.1\0", "1.21.4.1"),
        Elf("openssh", "usr/sbin/sshd", "OpenSSH_2.*,OpenSSH_3.0*\0OpenSSH_9.2p1 Debian-2\0", "9.2p1"),
        Elf("openssl", "usr/lib/libcrypto.so.1.1", "OpenSSL 1.1.0 compat\0OpenSSL 1.1.1w  11 Sep 2023\0", "1.1.1w"),
        Elf("openssl", "lib/psycopg2.libs/libssl-3ce2ab77.so.1.1", "OpenSSL 1.1.1d  10 Sep 2019\0", "1.1.1d"),
        Elf("perl", "usr/local/bin/perl5.36.0", "\0v5.36.0\0", "5.36.0"),
        Elf("php", "usr/local/bin/php", "X-Powered-By: PHP/8.2.36\0", "8.2.36"),
        Elf(
            "postgresql",
            "usr/lib/postgresql/15/bin/postgres",
            "postgres (PostgreSQL) 15.20 (Debian 15.20-0)\n",
            "15.20"),
        Elf("proftpd", "usr/sbin/proftpd", "ProFTPD Version 1.3.8a\0", "1.3.8a"),
        Elf("python", "usr/local/bin/python3.11", "\u00003.10.9\0\u00003.11.2\0", "3.11.2"),
        Elf("python", "usr/local/lib/libpython3.so", "\u00003.13.0rc2\0", "3.13.0rc2"),
        Elf("redis", "usr/local/bin/redis-server", "\u00007.0.3\0\u00007.0.15\0c11-builtin\0", "7.0.15"),
        Elf("ruby", "usr/local/lib/libruby.so.3.1", "ruby 3.1.7p261 (2025-03-26 revision 0a3704f218)", "3.1.7"),
        Elf("rust", "usr/local/bin/rustc", "/usr/src/rustc-1.63.0/library/std/src/io/mod.rs", "1.63.0"),
        Elf("sqlite", "usr/lib/libsqlite3.so.0.8.6", "\b\u00003.40.1\0", "3.40.1"),
        Elf("squid", "usr/sbin/squid", "squid/5.7\0", "5.7"),
        Elf("sudo", "usr/bin/sudo", "\u00001.4.1\0\u00001.9.13p3\0", "1.9.13p3"),
        Elf("unbound", "usr/sbin/unbound", "unbound 1.17.1\0", "1.17.1"),
        Elf("valkey", "usr/local/bin/valkey-server", "\u00007.2.4\0\u00008.0.1\0valkey\0", "8.0.1"),
        Elf("varnish", "usr/sbin/varnishd", "(varnish-7.1.1 revision 7cee1c58)", "7.1.1"),
        Elf("xz", "usr/lib/liblzma.so.5", "\u00005.4.1\0", "5.4.1"),
        Elf("zlib", "lib/libz.so.1", " deflate 1.2.13 Copyright 1995-2022", "1.2.13"),
        Elf("zstd", "usr/lib/libzstd.so.1.5.4", "\0", "1.5.4"),

        Text("activemq", "opt/activemq/lib/activemq-broker-5.18.2.jar", "PK", "5.18.2"),
        Text("cassandra", "opt/cassandra/lib/apache-cassandra-4.1.3.jar", "PK", "4.1.3"),
        Text("drupal", "var/www/html/core/lib/Drupal.php", "  const VERSION = '10.1.4';", "10.1.4"),
        Text("elasticsearch", "usr/share/elasticsearch/lib/elasticsearch-8.9.0.jar", "PK", "8.9.0"),
        Text("elixir", "usr/local/lib/elixir/lib/elixir/ebin/elixir.app", " {vsn,\"1.14.0\"},", "1.14.0"),
        Text("erlang", "usr/local/lib/erlang/releases/25/OTP_VERSION", "25.2.3\n", "25.2.3"),
        Text("go", "usr/local/go/VERSION", "go1.22.3\ntime 2024-05-01T19:49:47Z\n", "1.22.3"),
        Text("java", "opt/java/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.9\"\n", "17.0.9"),
        Text("java", "opt/jre8/release", "JAVA_VERSION=\"1.8.0_362\"\n", "8.0.362"),
        Text("joomla", "var/www/html/administrator/manifests/files/joomla.xml", "<version>4.2.8</version>", "4.2.8"),
        Text("kafka", "opt/kafka/libs/kafka_2.13-3.4.0.jar", "PK", "3.4.0"),
        Text("opensearch", "usr/share/opensearch/lib/opensearch-2.9.0.jar", "PK", "2.9.0"),
        Text("rabbitmq", "opt/rabbitmq/plugins/rabbit-3.10.8/ebin/rabbit.app", "\t{vsn, \"3.10.8\"},", "3.10.8"),
        Text("wordpress", "var/www/html/wp-includes/version.php", "<?php\n$wp_version = '6.3.1';\n", "6.3.1"),
        Text("zookeeper", "opt/zookeeper/lib/zookeeper-3.8.2.jar", "PK", "3.8.2"),

        Zip("jenkins", "opt/jenkins.war", "META-INF/MANIFEST.MF", "Jenkins-Version: 2.414.3\r\n", "2.414.3"),
        Zip(
            "tomcat",
            "usr/local/tomcat/lib/catalina.jar",
            "org/apache/catalina/util/ServerInfo.properties",
            "server.info=Apache Tomcat/10.1.13\nserver.number=10.1.13.0\n",
            "10.1.13"),

        Go("alertmanager", "bin/alertmanager", "mod\tgithub.com/prometheus/alertmanager\tv0.26.0\t", "0.26.0"),
        Go("argo-cd", "usr/local/bin/argocd", "mod\tgithub.com/argoproj/argo-cd/v2\tv2.8.4\t", "2.8.4"),
        Go("caddy", "usr/bin/caddy", "mod\tcaddy\t(devel)\t\ndep\tgithub.com/caddyserver/caddy/v2\tv2.7.6\t", "2.7.6"),
        Go("consul", "bin/consul", "mod\tgithub.com/hashicorp/consul\tv1.17.0+ent\t", "1.17.0"),
        Go(
            "containerd",
            "bin/containerd",
            Linked("github.com/containerd/containerd", "version.Version=v1.7.5"),
            "1.7.5"),
        Go("docker", "bin/dockerd", Linked("github.com/docker/docker", "dockerversion.Version=24.0.6"), "24.0.6"),
        Go(
            "etcd",
            "usr/local/bin/etcd",
            "mod\tgo.etcd.io/etcd/server/v3\t(devel)\t\ndep\tgo.etcd.io/etcd/api/v3\tv3.5.9\t\n=>\t../api\t(devel)\t",
            "3.5.9"),
        Go("gitea", "app/gitea/gitea", Linked("code.gitea.io/gitea", "main.Version=1.21.0"), "1.21.0"),
        Go(
            "grafana",
            "usr/share/grafana/bin/grafana",
            Linked("github.com/grafana/grafana", "main.version=10.1.2"),
            "10.1.2"),
        Go("helm", "usr/local/bin/helm", Linked("helm.sh/helm/v3", "internal/version.version=v3.12.3"), "3.12.3"),
        Go("influxdb", "usr/bin/influxd", Linked("github.com/influxdata/influxdb/v2", "main.version=v2.7.1"), "2.7.1"),
        Go("kubernetes", "bin/kubectl", Linked("k8s.io/kubernetes", "version.gitVersion=v1.28.2"), "1.28.2"),
        Go(
            "nats",
            "nats-server",
            Linked("github.com/nats-io/nats-server/v2", "server.serverVersion=v2.10.5"),
            "2.10.5"),
        Go("nomad", "bin/nomad", "mod\tgithub.com/hashicorp/nomad\tv1.6.2\t", "1.6.2"),
        Go(
            "oauth2-proxy",
            "bin/oauth2-proxy",
            Linked("github.com/oauth2-proxy/oauth2-proxy/v7", "main.VERSION=v7.5.1"),
            "7.5.1"),
        Go("openbao", "bin/bao", "mod\tgithub.com/openbao/openbao\tv2.0.1\t", "2.0.1"),
        Go(
            "prometheus",
            "bin/prometheus",
            Linked("github.com/prometheus/prometheus", "version.Version=2.47.0"),
            "2.47.0"),
        Go("rclone", "usr/bin/rclone", "mod\tgithub.com/rclone/rclone\tv1.64.0\t", "1.64.0"),
        Go("runc", "usr/bin/runc", Linked("github.com/opencontainers/runc", "main.version=1.1.9"), "1.1.9"),
        Go("syncthing", "bin/syncthing", Linked("github.com/syncthing/syncthing", "build.Version=v1.25.0"), "1.25.0"),
        Go("terraform", "bin/terraform", "mod\tgithub.com/hashicorp/terraform\tv1.5.7\t", "1.5.7"),
        Go("traefik", "traefik", Linked("github.com/traefik/traefik/v2", "version.Version=v2.10.4"), "2.10.4"),
        Go("vault", "bin/vault", "mod\tgithub.com/hashicorp/vault\tv1.14.3\t", "1.14.3"),
        Elf("minio", "usr/bin/minio", "\0RELEASE.2023-05-18T00-05-36Z\0", "2023.05.18"),
    ];

    private static ClassifierSample Elf(string product, string path, string text, string version) =>
        new(product, path, text, version);

    private static ClassifierSample Text(string product, string path, string text, string version) =>
        new(product, path, text, version) { IsElf = false };

    private static ClassifierSample Zip(string product, string path, string entry, string text, string version)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using Stream content = archive.CreateEntry(entry).Open();
            content.Write(Encoding.Latin1.GetBytes(text));
        }

        return new(product, path, Encoding.Latin1.GetString(bytes.ToArray()), version) { IsElf = false };
    }

    private static ClassifierSample Go(string product, string path, string modules, string version) =>
        new(product, path, null, version) { GoModules = modules + "\n" };

    private static string Linked(string module, string setting) =>
        $"mod\t{module}\t(devel)\t\nbuild\t-ldflags=\"-s -w -X main.commit=1.2 -X '{module}/{setting}'\"";
}
