package io.mcp1password.model;

import org.jspecify.annotations.Nullable;

/**
 * A vault that is to be made, or what is to change about one.
 *
 * @param title null to leave it as it is; a new vault has one
 * @param description null to leave it as it is
 * @param allowAdminsAccess whether administrators get access to a new vault; null for the backend's
 *     own rule
 */
public record VaultDraft(
    @Nullable String title, @Nullable String description, @Nullable Boolean allowAdminsAccess) {}
