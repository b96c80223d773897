package io.mcp1password.runner.approval;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are meant for this server and come from its own pages: against DNS rebinding and
 * cross-site posts.
 *
 * @param authorities the names of this server, each with its port, as they stand in {@code Host}
 */
record SameOrigin(Set<String> authorities) {

  SameOrigin {
    authorities = Set.copyOf(authorities);
  }

  /** Whether it is addressed by a name of this server. */
  boolean isAddressedToUs(Headers headers) {
    String host = single(headers, "Host");
    return host != null && authorities.contains(host.toLowerCase(Locale.ROOT));
  }

  /** Whether it was sent by a page of the very origin that it is addressed to. */
  boolean isFromOurPage(Headers headers) {
    String host = single(headers, "Host");
    String origin = single(headers, "Origin");
    List<String> site = headers.getOrDefault("Sec-Fetch-Site", List.of());
    return isAddressedToUs(headers)
        && origin != null
        && origin.equalsIgnoreCase("http://" + host)
        && (site.isEmpty() || site.equals(List.of("same-origin")));
  }

  private static @Nullable String single(Headers headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? values.getFirst() : null;
  }
}
