/** 1Password by the official SDK's core: as a service account, or through the desktop app. */
@NullMarked
package io.mcp1password.backend.sdk;

import org.jspecify.annotations.NullMarked;
