package io.mcp1password.service;

import io.mcp1password.operation.Arg;

/** The state of the script runner and of its sign-in; nothing secret. */
record RunnerStatus(
    @Arg("Whether the script runner's gate is open.") boolean enabled,
    @Arg("How commands are signed in to the 1Password command line.") String authMode,
    @Arg("How that was configured.") String configuredAuthMode,
    @Arg("Whether an account is set.") boolean accountConfigured,
    @Arg("Whether the op command's path is set.") boolean opCliPathConfigured,
    @Arg("Whether a session of the op command is kept.") boolean hasCachedSession,
    @Arg("Whether that session is taken to be valid.") boolean manualSessionKnownValid,
    @Arg("Whether a command was refused with it, so that it is checked before its next use.")
        boolean manualSessionMarkedInvalid,
    @Arg("Whether the desktop app has answered.") boolean desktopValidated,
    @Arg("How many workspaces the allowlists cover.") int loadedAllowlistCount,
    @Arg("How many commands they hold.") int loadedAllowlistCommandCount) {}
