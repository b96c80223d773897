package io.mcp1password.sdk.core;

import com.dylibso.chicory.runtime.Memory;
import io.mcp1password.sdk.core.Script.Callable;
import io.mcp1password.sdk.core.Script.Failure;
import io.mcp1password.sdk.core.Script.Global;
import io.mcp1password.sdk.core.Script.MemoryBuffer;
import io.mcp1password.sdk.core.Script.Plain;
import io.mcp1password.sdk.core.Script.Symbol;
import io.mcp1password.sdk.core.Script.Thrown;
import io.mcp1password.sdk.core.Script.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JavaScript functions that the core imports, by their names in this version of the core: the
 * language's own here, the web's in {@link WebImports}.
 *
 * <p>The host presents itself as neither Node.js nor a browser's window, but as a plain global
 * object with {@code crypto}, {@code performance} and {@code fetch}: the core then uses nothing
 * else.
 */
final class Imports {

  private final CoreInstance instance;
  private final EventLoop loop;
  private final Map<String, Import> imports = new LinkedHashMap<>();

  private Imports(CoreInstance instance, EventLoop loop) {
    this.instance = instance;
    this.loop = loop;
  }

  static Map<String, Import> of(CoreInstance instance, EventLoop loop, Fetch fetch) {
    Imports made = new Imports(instance, loop);
    made.addRuntime();
    made.addText();
    made.addReflection();
    made.addGlobals();
    made.addPromises();
    made.addBytes();
    made.imports.putAll(WebImports.of(instance, loop, fetch));
    return made.imports;
  }

  private void add(String name, Import call) {
    imports.put(name, call);
  }

  private void addCatching(String name, Import call) {
    imports.put(name, new Import.Catching(call));
  }

  private void addRuntime() {
    add(
        "__wbindgen_init_externref_table",
        a -> {
          instance.initializeHeld();
          return null;
        });
    add(
        "__wbindgen_closure_wrapper13816",
        a -> new Closure(instance, Closure.Kind.NO_ARGUMENT, a.integer(0), a.integer(1)));
    add(
        "__wbindgen_closure_wrapper13863",
        a -> new Closure(instance, Closure.Kind.ONE_ARGUMENT, a.integer(0), a.integer(1)));
    add("__wbindgen_cb_drop", a -> a.object(0, Closure.class).drop());
    add("__wbindgen_memory", a -> MemoryBuffer.MEMORY);
    add(
        "__wbindgen_throw",
        a -> {
          throw new IllegalStateException("the core gave up");
        });
  }

  private void addText() {
    add("__wbindgen_string_new", a -> a.text(0));
    add(
        "__wbindgen_string_get",
        a -> {
          instance.giveText(a.integer(0), a.object(1) instanceof String text ? text : null);
          return null;
        });
    add(
        "__wbindgen_debug_string",
        a -> {
          instance.giveText(a.integer(0), describe(a.object(1)));
          return null;
        });
    add("__wbindgen_number_new", a -> a.number(0));
    addCatching("__wbg_parse_def2e24ef1252aff", a -> ScriptJson.parse(a.text(0)));
    addCatching("__wbg_stringify_f7ed6987935b4a24", a -> ScriptJson.stringify(a.object(0)));
  }

  private static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Undefined undefined -> "undefined";
      case String text -> '"' + text + '"';
      case Boolean truth -> truth.toString();
      case Double number -> number.toString();
      case Failure failure -> failure.toString();
      case Callable callable -> "Function";
      default -> value.getClass().getSimpleName();
    };
  }

  private void addReflection() {
    add("__wbindgen_is_string", a -> a.object(0) instanceof String);
    add("__wbindgen_is_function", a -> a.object(0) instanceof Callable);
    add("__wbindgen_is_undefined", a -> a.object(0) == Undefined.UNDEFINED);
    add("__wbindgen_is_object", a -> isObject(a.object(0)));
    add("__wbg_new_405e22f390576ce2", a -> new Plain());
    addCatching("__wbg_get_67b2ba62fc30de12", a -> Properties.get(a.object(0), a.object(1)));
    addCatching(
        "__wbg_has_a5ea9117f258a0ec",
        a -> Properties.get(a.object(0), a.object(1)) != Undefined.UNDEFINED);
    addCatching("__wbg_call_672a4d21634d4a24", a -> a.object(0, Callable.class).call());
    addCatching("__wbg_call_7cccdd69e0791ae2", a -> a.object(0, Callable.class).call(a.object(2)));
    add("__wbg_newnoargs_105ed471475aaf50", a -> (Callable) arguments -> Global.GLOBAL_THIS);
    add("__wbg_iterator_9a24c88df860dc65", a -> Symbol.ITERATOR);
    add("__wbg_values_99f7a68c7f313d66", a -> new ScriptIterator(a.object(0, List.class)));
    add("__wbg_next_25feadfc0913fea9", a -> Properties.get(a.object(0), "next"));
    addCatching("__wbg_next_6574e1a8a62d1055", a -> a.object(0, ScriptIterator.class).next());
    add("__wbg_done_769e5ede4b31c67b", a -> a.object(0, Plain.class).get("done"));
    add("__wbg_value_cd1ffa7b1ab794f1", a -> a.object(0, Plain.class).get("value"));
  }

  private static boolean isObject(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Undefined undefined -> false;
      case String text -> false;
      case Double number -> false;
      case Boolean truth -> false;
      case Symbol symbol -> false;
      case Callable callable -> false;
      default -> true;
    };
  }

  private void addGlobals() {
    add(
        "__wbg_static_accessor_GLOBAL_THIS_56578be7e9f832b0",
        a -> instance.hold(Global.GLOBAL_THIS));
    for (String absent :
        List.of(
            "__wbg_static_accessor_GLOBAL_88a902d13a557d07",
            "__wbg_static_accessor_SELF_37c5d418e4bf5819",
            "__wbg_static_accessor_WINDOW_5de37043a91a9c40",
            "__wbg_instanceof_Window_def73ea0955fc569",
            "__wbg_instanceof_WorkerGlobalScope_dbdbdea7e3b56493")) {
      add(absent, a -> 0);
    }
    for (String absent :
        List.of(
            "__wbg_process_3975fd6c72f520aa",
            "__wbg_versions_4e31226f5e8dc909",
            "__wbg_node_e1f24f89a7336c2e",
            "__wbg_msCrypto_d562bbe83e0d4b91",
            "__wbg_navigator_0a9bf1120e24fec2",
            "__wbg_navigator_1577371c070c8947",
            "__wbg_languages_2420955220685766",
            "__wbg_languages_d8dad509faf757df")) {
      add(absent, a -> Undefined.UNDEFINED);
    }
    for (String absent :
        List.of(
            "__wbg_window_aa5515e600e96252",
            "__wbg_self_b29ea9f89ecb0567",
            "__wbg_require_b74f47fc2d022fd6",
            "__wbg_randomFillSync_f8c153b79f285817")) {
      addCatching(
          absent,
          a -> {
            throw new Thrown(new Failure("ReferenceError", "not defined here"));
          });
    }
  }

  private void addPromises() {
    add("__wbg_new_23a2665fac83c611", a -> promise(a.integer(0), a.integer(1)));
    add("__wbg_resolve_4851785c9c5f573d", a -> Promise.of(loop, a.object(0)));
    add(
        "__wbg_then_44b73946d2fb3e7d",
        a -> a.object(0, Promise.class).then(a.object(1, Callable.class), null));
    add(
        "__wbg_then_48b406749878a531",
        a ->
            a.object(0, Promise.class)
                .then(a.object(1, Callable.class), a.object(2, Callable.class)));
    add("__wbg_queueMicrotask_d3219def82552485", a -> (Callable) this::queueMicrotask);
    add("__wbg_queueMicrotask_97d92b4fcc8a61c5", a -> queueMicrotask(a.object(0)));
  }

  private Promise promise(int environment, int vtable) {
    Promise promise = new Promise(loop);
    instance.call(
        "closure3973_externref_shim",
        environment,
        vtable,
        instance.objects().reference(promise.resolver()),
        instance.objects().reference(promise.rejecter()));
    return promise;
  }

  private @Nullable Object queueMicrotask(@Nullable Object... arguments) {
    if (arguments.length == 1 && arguments[0] instanceof Callable callable) {
      loop.queueMicrotask(callable::call);
      return Undefined.UNDEFINED;
    }
    throw Script.typeError("not a function");
  }

  private void addBytes() {
    add("__wbg_buffer_609cc3eee51ed158", a -> a.object(0));
    add("__wbg_new_a12002a7f91c75be", a -> view(a.object(0)));
    add(
        "__wbg_newwithbyteoffsetandlength_d97e637ebe145a9a",
        a -> view(a.object(0)).slice(a.integer(1), a.integer(1) + a.integer(2)));
    add("__wbg_newwithlength_a381634e90c276d4", a -> Bytes.of(new byte[a.integer(0)]));
    add("__wbg_length_a446193dc22c12f8", a -> a.object(0, Bytes.class).length());
    add(
        "__wbg_set_65595bdd868b3009",
        a -> {
          a.object(0, Bytes.class).set(a.object(1, Bytes.class).copy(), a.integer(2));
          return null;
        });
    add(
        "__wbg_subarray_aa9065fa9dc5df96",
        a -> a.object(0, Bytes.class).slice(a.integer(1), a.integer(2)));
  }

  private Bytes view(@Nullable Object buffer) {
    return switch (buffer) {
      case MemoryBuffer whole -> {
        int length = instance.memory().pages() * Memory.PAGE_SIZE;
        yield new Bytes(new Bytes.OfMemory(instance.memory()), 0, length);
      }
      case Bytes bytes -> bytes;
      case null, default -> throw new IllegalStateException("the core took no bytes for bytes");
    };
  }
}
