package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Callable;
import io.mcp1password.sdk.core.Script.Undefined;
import org.jspecify.annotations.Nullable;

/**
 * A function of the core's that JavaScript may call.
 *
 * <p>Its environment lives in the core's memory and is counted: the core's own hold is one, each
 * running call another. Whoever gives up the last hold frees it.
 */
final class Closure implements Callable {

  private final CoreInstance instance;
  private final Kind kind;
  private final int vtable;
  private int environment;
  private int holds = 1;

  /** The two shapes of closures that this version of the core has, by what they are called with. */
  enum Kind {
    NO_ARGUMENT(
        "_dyn_core__ops__function__FnMut_____Output___R_as_wasm_bindgen__closure__WasmClosure"
            + "___describe__invoke__ha87580c8ddcf1766",
        3841),
    ONE_ARGUMENT("closure3862_externref_shim", 3863);

    private final String export;
    private final int destructor;

    Kind(String export, int destructor) {
      this.export = export;
      this.destructor = destructor;
    }
  }

  Closure(CoreInstance instance, Kind kind, int environment, int vtable) {
    this.instance = instance;
    this.kind = kind;
    this.environment = environment;
    this.vtable = vtable;
  }

  @Override
  public @Nullable Object call(@Nullable Object... arguments) {
    if (instance.isAbandoned()) {
      return Undefined.UNDEFINED;
    }
    int held = environment;
    holds++;
    environment = 0;
    instance.call(kind.export, parameters(held, arguments));
    holds--;
    if (holds == 0) {
      instance.callIndirect(kind.destructor, held, vtable);
    } else {
      environment = held;
    }
    return Undefined.UNDEFINED;
  }

  private long[] parameters(int held, @Nullable Object... arguments) {
    return switch (kind) {
      case NO_ARGUMENT -> new long[] {held, vtable};
      case ONE_ARGUMENT ->
          new long[] {
            held,
            vtable,
            instance.objects().reference(arguments.length == 0 ? Undefined.UNDEFINED : arguments[0])
          };
    };
  }

  /** Gives up the core's hold; true when it was the last, so that the core frees the rest. */
  boolean drop() {
    boolean last = holds == 1;
    holds--;
    if (last) {
      environment = 0;
    }
    return last;
  }
}
