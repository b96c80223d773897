package io.mcp1password.oauth;

import io.mcp1password.config.OAuthSettings;
import io.mcp1password.model.Scope;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/**
 * The protected resource metadata (RFC 9728): which authorization server issues tokens for this
 * service, and what they may allow.
 */
public final class ResourceMetadata {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private final String ownPath;
  private final String url;
  private final String json;

  public ResourceMetadata(OAuthSettings settings) {
    URI resource = settings.resource();
    this.ownPath = WELL_KNOWN + resource.getRawPath().replaceFirst("/$", "");
    this.url = resource.resolve(ownPath).toString();
    this.json = JsonUtil.toJson(document(settings));
  }

  /** Whether the document is to be found at this path of the server. */
  public boolean isAt(String path) {
    return path.equals(ownPath) || path.equals(WELL_KNOWN);
  }

  /** Where clients find it. */
  public String url() {
    return url;
  }

  /** The document. */
  public String json() {
    return json;
  }

  private static Map<String, Object> document(OAuthSettings settings) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resource", settings.resource().toString());
    members.put("authorization_servers", List.of(settings.issuer().toString()));
    members.put("scopes_supported", Arrays.stream(Scope.values()).map(Scope::wireName).toList());
    members.put("bearer_methods_supported", List.of("header"));
    members.put("resource_name", "mcp-1password");
    return members;
  }
}
