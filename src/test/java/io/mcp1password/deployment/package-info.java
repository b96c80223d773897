/** The files by which the service is deployed, judged without deploying it. */
@NullMarked
package io.mcp1password.deployment;

import org.jspecify.annotations.NullMarked;
