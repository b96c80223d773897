/** The OAuth 2.1 resource server: access tokens, the keys of their issuer, and the metadata. */
@NullMarked
package io.mcp1password.oauth;

import org.jspecify.annotations.NullMarked;
