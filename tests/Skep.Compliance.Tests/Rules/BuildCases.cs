using static Skep.Compliance.Tests.Rules.RuleCase;

namespace Skep.Compliance.Tests.Rules;

/// <summary>What each rule about instructions is to say, in a Dockerfile and in a history alike, and not to
/// say.</summary>
internal static class BuildCases
{
    public static IEnumerable<RuleCase> All =>
        Instructions.Concat(Packages).Concat(Verification).Concat(Shell)
            .SelectMany(row => new[] { InDockerfile(row.Rule, row.Fires, row.Text), InHistory(row.Rule, row.Fires,
                row.Text) });

    private static IEnumerable<(string Rule, bool Fires, string Text)> Instructions =>
    [
        ("config/build/add-url", true, "ADD https://a.example/x.bin /x"),
        ("config/build/add-url", true, "ADD [\"http://a.example/x.bin\", \"/x\"]"),
        ("config/build/add-url", false, "ADD --checksum=sha256:00 https://a.example/x.bin /x"),
        ("config/build/add-url", false, "ADD https://git.example/x.git#v1 /x"),
        ("config/build/add-file", true, "ADD app.jar /app.jar"),
        ("config/build/add-file", false, "ADD rootfs.tar.xz /"),
        ("config/build/add-file", false, "ADD git@git.example:a/b.git /b"),
        ("config/build/maintainer", true, "MAINTAINER somebody"),
        ("config/build/maintainer", false, "LABEL maintainer=somebody"),
        ("config/build/relative-workdir", true, "WORKDIR app"),
        ("config/build/relative-workdir", false, "WORKDIR /app\nWORKDIR src"),
        ("config/build/relative-workdir", false, "WORKDIR $HOME"),
        ("config/build/stop-signal", true, "STOPSIGNAL SIGKILL"),
        ("config/build/stop-signal", false, "STOPSIGNAL SIGQUIT"),
    ];

    private static IEnumerable<(string Rule, bool Fires, string Text)> Packages =>
    [
        ("config/build/update-alone", true, "RUN apt-get update"),
        ("config/build/update-alone", true, "RUN [\"apt-get\", \"update\"]"),
        ("config/build/update-alone", false, "RUN apt-get update && apt-get install -y curl"),
        ("config/build/update-alone", false, "RUN apt-get update; apt-get -y upgrade"),
        ("config/build/update-alone", false, "RUN echo apt-get update"),
        ("config/build/dist-upgrade", true, "RUN apt-get update && apt-get -y dist-upgrade"),
        ("config/build/dist-upgrade", false, "RUN apt-get update && apt-get -y upgrade"),
        ("config/build/package-cache", true, "RUN apt-get update && apt-get install -y curl=1"),
        ("config/build/package-cache", true, "RUN apk add curl"),
        ("config/build/package-cache", true, "RUN sudo dnf -y install curl"),
        ("config/build/package-cache", true, "RUN python3 -m pip install requests==2"),
        ("config/build/package-cache", true, "RUN npm ci"),
        ("config/build/package-cache", false, "RUN apt-get update && apt-get install -y a && rm -rf "
            + "/var/lib/apt/lists/*"),
        ("config/build/package-cache", false, "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt "
            + "/tmp/*"),
        ("config/build/package-cache", false, "RUN apk add --no-cache curl"),
        ("config/build/package-cache", false, "RUN apk update && apk add curl && rm -rf /var/cache/apk/*"),
        ("config/build/package-cache", false, "RUN dnf -y install curl && dnf clean all"),
        ("config/build/package-cache", false, "RUN pip install --no-cache-dir requests"),
        ("config/build/package-cache", false, "ENV PIP_NO_CACHE_DIR=1\nRUN pip install requests"),
        ("config/build/package-cache", false, "RUN npm ci && npm cache clean --force"),
        ("config/build/unpinned-packages", true, "RUN apt-get install -y --no-install-recommends curl"),
        ("config/build/unpinned-packages", true, "RUN apk add --no-cache -t .deps gcc"),
        ("config/build/unpinned-packages", true, "RUN pip install requests[socks]"),
        ("config/build/unpinned-packages", true, "RUN npm install -g @scope/tool"),
        ("config/build/unpinned-packages", true, "RUN gem install rails"),
        ("config/build/unpinned-packages", true, "RUN yum install -y python3-devel"),
        ("config/build/unpinned-packages", false, "RUN apt-get install -y -t bookworm-backports curl=8.5.0-2 ./x.deb"),
        ("config/build/unpinned-packages", false, "RUN apk add --virtual .deps \"gcc~12\" 'make>4'"),
        ("config/build/unpinned-packages", false, "RUN pip install -r requirements.txt -c c.txt requests==2.32.3 ."),
        ("config/build/unpinned-packages", false, "RUN npm install && npm install -g tool@1.2.3"),
        ("config/build/unpinned-packages", false, "RUN gem install rails -v 7.1.0"),
        ("config/build/unpinned-packages", false, "RUN yum install -y curl-7.61.1-30.el8 $EXTRA"),
    ];

    private static IEnumerable<(string Rule, bool Fires, string Text)> Verification =>
    [
        ("config/build/unverified-packages", true, "RUN apt-get install -y --allow-unauthenticated x"),
        ("config/build/unverified-packages", true, "RUN apt-get -o APT::Get::AllowUnauthenticated=true install x"),
        ("config/build/unverified-packages", true, "RUN echo 'deb [trusted=yes] http://a/ b c' > "
            + "/etc/apt/sources.list"),
        ("config/build/unverified-packages", true, "RUN apk add --allow-untrusted /x.apk"),
        ("config/build/unverified-packages", true, "RUN yum -y install --nogpgcheck x"),
        ("config/build/unverified-packages", true, "RUN sed -i s/gpgcheck=1/gpgcheck=0/ /etc/yum.repos.d/x.repo"),
        ("config/build/unverified-packages", false, "RUN apt-get install -y x && rpm --import key"),
        ("config/build/unverified-packages", false, "RUN dnf --setopt=gpgcheck=1 -y install x"),
        ("config/build/unverified-tls", true, "RUN curl -fsSLk https://a.example/x -o x"),
        ("config/build/unverified-tls", true, "RUN wget -q --no-check-certificate https://a.example/x"),
        ("config/build/unverified-tls", true, "RUN pip install --trusted-host pypi.org x==1"),
        ("config/build/unverified-tls", true, "RUN npm config set strict-ssl false"),
        ("config/build/unverified-tls", true, "RUN git -c http.sslVerify=false clone https://a.example/b"),
        ("config/build/unverified-tls", true, "RUN git config --global http.sslverify false"),
        ("config/build/unverified-tls", true, "RUN export NODE_TLS_REJECT_UNAUTHORIZED=0 && npm ci"),
        ("config/build/unverified-tls", false, "RUN curl -o key https://a.example/x && curl -Lokey https://b.example"),
        ("config/build/unverified-tls", false, "RUN curl -k https://localhost:8443/health"),
        ("config/build/unverified-tls", false, "RUN npm config set strict-ssl true"),
        ("config/build/plain-http", true, "RUN wget http://a.example/x.tgz && tar xf x.tgz"),
        ("config/build/plain-http", false, "RUN wget http://a.example/x && echo '00  x' | sha256sum -c -"),
        ("config/build/plain-http", false, "RUN curl http://127.0.0.1:80/"),
        ("config/build/pipe-to-shell", true, "RUN curl -fsSL https://a.example/i.sh | sh -s -- -y"),
        ("config/build/pipe-to-shell", true, "RUN wget -qO- https://a.example/i.sh | sudo bash"),
        ("config/build/pipe-to-shell", true, "RUN sh -c \"$(curl -fsSL https://a.example/i.sh)\""),
        ("config/build/pipe-to-shell", true, "RUN curl https://a.example/i.py | python3 -"),
        ("config/build/pipe-to-shell", false, "RUN curl https://a.example/i.json | python3 -m json.tool"),
        ("config/build/pipe-to-shell", false, "RUN curl -O https://a.example/i.sh; sh i.sh"),
        ("config/build/pipe-to-shell", false, "RUN curl https://a.example/k | gpg --dearmor -o /k.gpg"),
    ];

    private static IEnumerable<(string Rule, bool Fires, string Text)> Shell =>
    [
        ("config/build/sudo", true, "RUN sudo make install"),
        ("config/build/sudo", false, "RUN apt-get install -y sudo=1"),
        ("config/build/chmod-777", true, "RUN chmod -R 777 /app"),
        ("config/build/chmod-777", true, "RUN mkdir /d && chmod a+rwx /d"),
        ("config/build/chmod-777", false, "RUN chmod 1777 /tmp && chmod 755 /app"),
        ("config/build/chown-copied", true, "COPY . /app\nRUN chown -R app:app /app"),
        ("config/build/chown-copied", false, "COPY --chown=app . /app\nRUN mkdir /d && chown -R app /d"),
        ("config/build/cd-lost", true, "RUN mkdir /a && cd /a"),
        ("config/build/cd-lost", false, "RUN cd /a && make"),
        ("config/build/cd-lost", false, "RUN (cd /a && make)"),
    ];
}
