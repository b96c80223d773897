/**
 * The checks of the {@code doctor} command: each looks at one thing that the service needs, changes
 * nothing, and says what to do. A new one is a {@link io.mcp1password.doctor.Check} in the list of
 * {@link io.mcp1password.doctor.Checkup}.
 */
@NullMarked
package io.mcp1password.doctor;

import org.jspecify.annotations.NullMarked;
