package io.mcp1password.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the HTTP server listens.
 *
 * @param address may be a wildcard
 * @param certificate the file with the certificate that it shows; null for plain HTTP
 */
public record Listener(InetSocketAddress address, @Nullable Path certificate) {}
