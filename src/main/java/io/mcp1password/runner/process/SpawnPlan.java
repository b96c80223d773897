package io.mcp1password.runner.process;

import java.lang.foreign.MemorySegment;

/** The memory that {@code posix_spawn} reads. */
record SpawnPlan(
    MemorySegment actions,
    MemorySegment attributes,
    MemorySegment arguments,
    MemorySegment environment) {}
