# One statically linked Swift binary on slim Debian 13, run as a numeric non-root user.
# Debian 13 because its librdkafka joins current brokers directly and its hiredis speaks TLS.

ARG SWIFT_IMAGE=swift:6.3-bookworm
ARG DEBIAN_IMAGE=debian:trixie-slim

# There is no Swift image on Debian 13. The compiler built for Debian 12 runs there, so only it is borrowed.
FROM ${SWIFT_IMAGE} AS toolchain

FROM ${DEBIAN_IMAGE} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        binutils-gold ca-certificates g++ git libcurl4-openssl-dev libhiredis-dev libmicrohttpd-dev libncurses6 \
        librdkafka-dev libsqlite3-0 libssl-dev libxml2 libyaml-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
# Last on PATH: the compiler is found, and Debian 13's own tools still come first.
RUN --mount=type=bind,from=toolchain,source=/usr,target=/opt/swift/usr \
    PATH="$PATH:/opt/swift/usr/bin" \
    swift build -c release --static-swift-stdlib --product evaluation-worker \
    && strip -o evaluation-worker .build/release/evaluation-worker

FROM ${DEBIAN_IMAGE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates libcurl4t64 libhiredis1.1.0 libmicrohttpd12t64 librdkafka1 libssl3t64 libstdc++6 \
        libyaml-0-2 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /source/evaluation-worker /usr/local/bin/evaluation-worker
COPY config/evaluation-worker.yaml /etc/evaluation-worker/evaluation-worker.yaml
COPY config/metrics /etc/evaluation-worker/metrics

ARG VERSION=dev
LABEL org.opencontainers.image.title="evaluation-worker" \
      org.opencontainers.image.description="Judges LLM conversations from Kafka; scores computed from verified findings" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"

# Numeric, so that Kubernetes can verify runAsNonRoot; nothing is written, a read-only root file system will do.
USER 65532:65532
EXPOSE 8005
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
    CMD ["/usr/local/bin/evaluation-worker", "check", "--live"]
ENTRYPOINT ["/usr/local/bin/evaluation-worker"]
CMD ["serve"]
