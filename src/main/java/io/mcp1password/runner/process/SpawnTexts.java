package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.mcp1password.runner.process.ChildException.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The arguments and the environment in native memory, which is wiped at the end. */
final class SpawnTexts implements AutoCloseable {

  private final Arena arena;
  private final List<MemorySegment> written = new ArrayList<>();

  SpawnTexts(Arena arena) {
    this.arena = arena;
  }

  MemorySegment arguments(ChildCommand command) {
    List<String> all = new ArrayList<>();
    all.add(command.executable().toString());
    all.addAll(command.arguments());
    return array(all, "An argument");
  }

  MemorySegment environment(ChildCommand command) {
    List<String> all = new ArrayList<>();
    command.environment().forEach((name, value) -> all.add(name + "=" + value.reveal()));
    return array(all, "An environment variable");
  }

  /** Addresses of texts, and one of 0 at the end. */
  private MemorySegment array(List<String> texts, String what) {
    MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).indexOf('\0') >= 0) {
        throw new ChildException(
            Kind.NOT_STARTED, what + " contains a NUL character, which no program can be given.");
      }
      MemorySegment text = arena.allocateFrom(texts.get(i));
      written.add(text);
      array.setAtIndex(ADDRESS, i, text);
    }
    return array;
  }

  @Override
  public void close() {
    written.forEach(each -> each.fill((byte) 0));
  }
}
