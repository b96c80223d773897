/** The operations themselves, one class per domain. */
@NullMarked
package io.mcp1password.service;

import org.jspecify.annotations.NullMarked;
