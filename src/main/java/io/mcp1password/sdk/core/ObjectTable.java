package io.mcp1password.sdk.core;

import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Value;
import io.mcp1password.sdk.core.Script.Undefined;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JavaScript objects that an instance refers to by number.
 *
 * <p>Between two tasks an instance holds references only in its own table, since nothing is on its
 * stack; {@link #sweep} then forgets all others, so that no secret stays longer than its task.
 */
final class ObjectTable {

  private static final int NULL = Value.REF_NULL_VALUE;
  private static final int UNDEFINED = 0;
  private static final int FIRST = 1;

  private final Map<Integer, Object> objects = new HashMap<>();
  private int next = FIRST;

  /** A reference to an object, to be given to the instance. */
  int reference(@Nullable Object object) {
    if (object == null) {
      return NULL;
    }
    if (object == Undefined.UNDEFINED) {
      return UNDEFINED;
    }
    int reference = next;
    next = reference == Integer.MAX_VALUE ? FIRST : reference + 1;
    if (objects.putIfAbsent(reference, object) != null) {
      return reference(object);
    }
    return reference;
  }

  /** The object that a reference stands for. */
  @Nullable Object object(long reference) {
    int number = (int) reference;
    if (number == NULL) {
      return null;
    }
    if (number == UNDEFINED) {
      return Undefined.UNDEFINED;
    }
    Object found = objects.get(number);
    if (found == null) {
      throw new IllegalStateException("the core used an unknown reference");
    }
    return found;
  }

  /** Forgets every object that this table of the instance does not name. */
  void sweep(TableInstance held) {
    Set<Integer> live = new HashSet<>();
    for (int i = 0; i < held.size(); i++) {
      live.add(held.ref(i));
    }
    objects.keySet().retainAll(live);
  }

  /** How many objects are held. */
  int size() {
    return objects.size();
  }
}
