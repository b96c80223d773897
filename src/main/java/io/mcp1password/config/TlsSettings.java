package io.mcp1password.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of the HTTP listener.
 *
 * @param certificate the certificate, followed by those that lead to its issuer
 * @param key its private key
 * @param clientCa the issuers of the certificates that clients must show; null when they need none
 */
public record TlsSettings(Path certificate, Path key, @Nullable Path clientCa) {}
