using static Skep.Compliance.Tests.Rules.RuleCase;

namespace Skep.Compliance.Tests.Rules;

/// <summary>What each rule about Dockerfiles is to say, and not to say.</summary>
internal static class SourceCases
{
    public static IEnumerable<RuleCase> All =>
    [
        .. Rows.Select(row => InDockerfile(row.Rule, row.Fires, row.Text)),
        .. Files.Select(row => OfFile(row.Rule, row.Fires, row.Text)),
    ];

    /// <summary>Instructions of a stage that is fine otherwise.</summary>
    private static IEnumerable<(string Rule, bool Fires, string Text)> Rows =>
    [
        ("config/build/install-asks", true, "RUN apt-get install curl"),
        ("config/build/install-asks", false, "RUN apt-get -qqy install curl"),
        ("config/build/install-asks", false, "RUN yes | apt-get install curl"),
        ("config/dockerfile/secret-argument", true, "ARG NPM_TOKEN"),
        ("config/dockerfile/secret-argument", true, "ENV DB_PASSWORD=${DB_PASSWORD}"),
        ("config/dockerfile/secret-argument", false, "ENV DB_PASSWORD_FILE=/run/secrets/db TOKEN_TTL=1 A_PASSWORD="),
        ("config/dockerfile/secret-argument", false, "ARG PASSENGER_VERSION=6\nENV SSH_PUBLIC_KEY=x"),
        ("config/dockerfile/secret-file", true, "COPY keys/id_rsa /root/.ssh/"),
        ("config/dockerfile/secret-file", true, "COPY .npmrc package.json ./"),
        ("config/dockerfile/secret-file", false, "COPY .env.example ca.pem /app/"),
        ("config/dockerfile/copy-all", true, "COPY . /app"),
        ("config/dockerfile/copy-all", false, "COPY src /app"),
        ("config/dockerfile/overridden", true, "CMD [\"a\"]\nCMD [\"b\"]"),
        ("config/dockerfile/overridden", false, "CMD [\"a\"]\nONBUILD CMD [\"b\"]"),
        ("config/dockerfile/invalid", true, "RUNN x"),
        ("config/dockerfile/invalid", true, "COPY x"),
        ("config/dockerfile/invalid", true, "COPY --from=3 a b"),
        ("config/dockerfile/invalid", true, "EXPOSE http"),
        ("config/dockerfile/invalid", true, "SHELL /bin/bash -c"),
        ("config/dockerfile/invalid", true, "ONBUILD FROM x"),
        ("config/dockerfile/invalid", true, "RUN <<EOF\nmake"),
        ("config/dockerfile/invalid", true, "HEALTHCHECK curl localhost"),
        ("config/dockerfile/invalid", false, "ARG PORT=80\nEXPOSE $PORT ${OTHER} 8080-8090/udp"),
        ("config/dockerfile/invalid", false, "COPY <<EOF /x\nRUNN\nEOF\nHEALTHCHECK --interval=5s CMD x"),
    ];

    private static IEnumerable<(string Rule, bool Fires, string Text)> Files =>
    [
        ("config/base/latest", true, "FROM node"),
        ("config/base/latest", true, "ARG TAG=latest\nFROM registry.example:5000/node:$TAG"),
        ("config/base/latest", true, "FROM node:20 AS a\nCOPY --from=quay.io/x/y:latest /a /b"),
        ("config/base/latest", false, "FROM node:20\nCOPY --from=a /a /b"),
        ("config/base/latest", false, "ARG IMAGE\nFROM $IMAGE"),
        ("config/base/latest", false, "FROM scratch"),
        ("config/base/latest", false, "FROM node@sha256:00 AS a\nFROM a"),
        ("config/base/unpinned", true, "FROM node:20"),
        ("config/base/unpinned", false, "FROM node:20@sha256:00"),
        ("config/dockerfile/invalid", true, "RUN x"),
        ("config/dockerfile/invalid", true, "COPY a b\nFROM x"),
        ("config/dockerfile/invalid", true, "FROM x y"),
        ("config/dockerfile/invalid", true, "FROM a AS b\nCOPY --from=c /x /y\nFROM d AS c"),
        ("config/dockerfile/invalid", true, ""),
        ("config/dockerfile/unused-stage", true, "FROM a AS one\nFROM b"),
        ("config/dockerfile/unused-stage", false, "FROM a AS one\nFROM b\nCOPY --from=ONE /a /b"),
        ("config/dockerfile/unused-stage", false, "FROM a\nFROM b\nRUN --mount=type=bind,from=0,target=/x ls /x"),
        ("config/dockerfile/unused-stage", false, "FROM a AS one\nFROM one AS two\nFROM two"),
        ("config/dockerfile/duplicate-stage", true, "FROM a AS x\nFROM b AS X\nCOPY --from=x / /"),
        ("config/dockerfile/duplicate-stage", false, "FROM a AS x\nFROM b AS y"),
        ("config/user/root", true, "FROM a"),
        ("config/user/root", true, "FROM a\nUSER app\nUSER root"),
        ("config/user/root", false, "FROM a AS x\nUSER app\nFROM x"),
        ("config/user/root", false, "FROM gcr.example/distroless/static:nonroot"),
        ("config/build/package-cache", false, "FROM a AS x\nRUN npm ci\nFROM b\nCOPY --from=x /a /b"),
        ("config/build/unverified-tls", true, "FROM a AS x\nRUN <<EOF\nset -e\ncurl -k https://a/b\nEOF\nFROM b"),
        ("config/build/unverified-tls", false, "FROM a\nRUN <<EOF cat > /x\ncurl -k https://a/b\nEOF"),
        ("config/build/unverified-tls", true, "FROM a\nONBUILD RUN curl -k https://a/b"),
    ];
}
