/**
 * The REST mirror: publication of the operations as JAX-RS resources, problem documents, OpenAPI.
 */
@NullMarked
package io.mcp1password.rest;

import org.jspecify.annotations.NullMarked;
