# The image of mcp-1password: a Java runtime of only the modules that it needs, the program, and the
# cache for a quick start. It holds no shell of its own, runs as user 10001 and needs to write to
# /var/lib/mcp-1password only, where the audit log is.
#
#   mvn package -DskipTests
#   docker build -t mcp-1password .
#
# JDK_IMAGE makes it and leaves nothing else behind: a JDK 25 in /opt/java/openjdk, and a shell.
# BASE_IMAGE carries it: anything with the same processor and a glibc at least as old.
ARG JDK_IMAGE=eclipse-temurin:25-jdk-noble
ARG BASE_IMAGE=gcr.io/distroless/base-nossl-debian13

FROM ${JDK_IMAGE} AS made
RUN /opt/java/openjdk/bin/jlink \
      --add-modules java.se,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs \
      --strip-java-debug-attributes --no-header-files --no-man-pages \
      --output /made/opt/mcp-1password/runtime
COPY docker/java.options target/mcp-1password.jar /made/opt/mcp-1password/
COPY target/libs /made/opt/mcp-1password/libs
# The cache is good for these very files at this very place, hence the link.
RUN ln -s /made/opt/mcp-1password /opt/mcp-1password \
    && /opt/mcp-1password/runtime/bin/java @/opt/mcp-1password/java.options \
         -XX:AOTCacheOutput=/opt/mcp-1password/mcp-1password.aot \
         -jar /opt/mcp-1password/mcp-1password.jar rehearse \
    && mkdir -p /made/var/lib \
    && mkdir -m 0700 /made/var/lib/mcp-1password

FROM ${BASE_IMAGE}
COPY --from=made /made/opt /opt
COPY --from=made --chown=10001:10001 /made/var/lib /var/lib
ENV OP_MCP_TRANSPORT=http \
    OP_MCP_HTTP_HOST=0.0.0.0
EXPOSE 17337
VOLUME /var/lib/mcp-1password
WORKDIR /var/lib/mcp-1password
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/opt/mcp-1password/runtime/bin/java", "@/opt/mcp-1password/java.options", "-XX:TieredStopAtLevel=1", "-XX:AOTCache=/opt/mcp-1password/mcp-1password.aot", "-jar", "/opt/mcp-1password/mcp-1password.jar", "healthcheck"]
ENTRYPOINT ["/opt/mcp-1password/runtime/bin/java", "@/opt/mcp-1password/java.options", "-XX:AOTCache=/opt/mcp-1password/mcp-1password.aot", "-jar", "/opt/mcp-1password/mcp-1password.jar"]
