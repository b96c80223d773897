package io.mcp1password.sdk.core;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import io.mcp1password.sdk.core.Script.Thrown;
import io.mcp1password.sdk.core.Script.Undefined;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the core: its memory, its functions and the objects that it refers to.
 *
 * <p>Used by its event loop's thread only. Any exception other than {@link Thrown} that comes out
 * of a method means that the instance is in an unknown state and must not be used again.
 */
final class CoreInstance {

  private final ObjectTable objects = new ObjectTable();
  private final Instance instance;
  private final TableInstance held;
  private final TableInstance functions;
  private boolean abandoned;

  CoreInstance(EventLoop loop, Fetch fetch) {
    Map<String, Import> imports = Imports.of(this, loop, fetch);
    WasmModule module = CoreModule.parse();
    instance = CoreModule.instantiate(module, link(module, imports));
    held = instance.exports().table("__wbindgen_export_2");
    functions = instance.exports().table("__wbindgen_export_5");
    call("__wbindgen_start");
  }

  private ImportValues link(WasmModule module, Map<String, Import> imports) {
    ImportValues.Builder builder = ImportValues.builder();
    module.importSection().stream()
        .map(FunctionImport.class::cast)
        .map(
            wanted -> {
              FunctionType type = module.typeSection().getType(wanted.typeIndex());
              Import found = imports.getOrDefault(wanted.name(), CoreInstance::unknown);
              return new ImportFunction(
                  wanted.module(),
                  wanted.name(),
                  type,
                  (self, values) -> answer(found, type, new Arguments(this, values)));
            })
        .forEach(builder::addFunction);
    return builder.build();
  }

  private static Object unknown(Arguments arguments) {
    throw new IllegalStateException("the core called an import that its host does not know");
  }

  private long @Nullable [] answer(Import found, FunctionType type, Arguments arguments) {
    Object result;
    try {
      result = found.call(arguments);
    } catch (Thrown thrown) {
      if (!(found instanceof Import.Catching)) {
        throw new IllegalStateException("the core did not expect an exception", thrown);
      }
      call("__wbindgen_exn_store", hold(thrown.value()));
      result = Undefined.UNDEFINED;
    }
    return type.returns().isEmpty() ? null : new long[] {value(type.returns().get(0), result)};
  }

  private long value(ValType type, @Nullable Object result) {
    if (type.isReference()) {
      return objects.reference(result);
    }
    return switch (result) {
      case Boolean truth -> truth ? 1 : 0;
      case Integer number -> number;
      case Double number -> Double.doubleToRawLongBits(number);
      case null, default -> 0;
    };
  }

  ObjectTable objects() {
    return objects;
  }

  Memory memory() {
    return instance.memory();
  }

  /** Puts an object into the core's own table, where it stays until the core lets it go. */
  int hold(@Nullable Object object) {
    int index = (int) call("__externref_table_alloc")[0];
    held.setRef(index, objects.reference(object), instance);
    return index;
  }

  /** Takes an object out of the core's own table. */
  @Nullable Object take(long index) {
    Object object = objects.object(held.ref((int) index));
    call("__externref_table_dealloc", index);
    return object;
  }

  /** Fills the places that the core expects of its table: undefined, null, true and false. */
  void initializeHeld() {
    TableInstance table = instance.exports().table("__wbindgen_export_2");
    int undefined = objects.reference(Undefined.UNDEFINED);
    int offset = table.grow(4, undefined, instance);
    table.setRef(0, undefined, instance);
    table.setRef(offset + 1, objects.reference(null), instance);
    table.setRef(offset + 2, objects.reference(true), instance);
    table.setRef(offset + 3, objects.reference(false), instance);
  }

  /**
   * Ends the use of this instance: what timers and answers were to call in it is called no more.
   */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Forgets the objects that the core no longer refers to. To be called between two tasks. */
  void sweep() {
    objects.sweep(held);
  }

  String text(int address, int length) {
    return new String(memory().readBytes(address, length), StandardCharsets.UTF_8);
  }

  /** Copies a text into memory that the core then owns: its address and its length in bytes. */
  long[] allocate(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long address = call("__wbindgen_malloc", bytes.length, 1)[0];
    memory().write((int) address, bytes);
    return new long[] {address, bytes.length};
  }

  /** Writes a text and its length to the two words at an address; no text is a null pointer. */
  void giveText(int place, @Nullable String text) {
    long[] given = text == null ? new long[] {0, 0} : allocate(text);
    memory().writeI32(place + 4, (int) given[1]);
    memory().writeI32(place, (int) given[0]);
  }

  long[] call(String export, long... parameters) {
    long @Nullable [] results = instance.export(export).apply(parameters);
    return results == null ? new long[0] : results;
  }

  /** Calls the function at an index of the core's function table. */
  void callIndirect(int index, long... parameters) {
    instance.getMachine().call(functions.requiredRef(index), parameters);
  }

  /** Calls an export that takes a text and promises a text. */
  Promise callAsync(String export, String text) {
    if (objects.object(call(export, allocate(text))[0]) instanceof Promise promise) {
      return promise;
    }
    throw new IllegalStateException("the core promised nothing");
  }

  /**
   * Calls a method of the core that answers at once.
   *
   * @throws Thrown with the core's error
   */
  String invokeSync(String request) {
    long[] results = call("invoke_sync", allocate(request));
    if (results[3] != 0) {
      throw new Thrown(take(results[2]));
    }
    String text = text((int) results[0], (int) results[1]);
    call("__wbindgen_free", results[0], results[1], 1);
    return text;
  }

  /**
   * Forgets a client.
   *
   * @throws Thrown with the core's error
   */
  void releaseClient(String client) {
    long[] results = call("release_client", allocate(client));
    if (results[1] != 0) {
      throw new Thrown(take(results[0]));
    }
  }
}
