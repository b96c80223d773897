package io.mcp1password.sdk.core;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import io.mcp1password.sdk.CoreException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * The compiled core in this build, if it is there.
 *
 * <p>The build puts it under {@code opcore}, outside of this package: the class {@code CoreMachine}
 * with the code, {@code Core.meta} with the data and {@code core.properties} with the version.
 */
public final class CoreModule {

  private static final String MISSING =
      "the 1Password core is not in this build; install npm, then build again with access to the"
          + " npm registry";

  /** In pages of 64 KiB: 512 MiB, ten times the largest message that the core takes. */
  private static final int MAX_PAGES = 8192;

  private CoreModule() {}

  /** The version of the npm package {@code @1password/sdk-core}; empty when it is not here. */
  public static Optional<String> version() {
    try (InputStream in = CoreModule.class.getResourceAsStream("/opcore/core.properties")) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("version"));
    } catch (IOException e) {
      throw missing(e);
    }
  }

  /** Reads the core's data. Each instance needs its own: an instance changes its module. */
  static WasmModule parse() {
    try (InputStream in = CoreModule.class.getResourceAsStream("/opcore/Core.meta")) {
      if (in == null) {
        throw missing();
      }
      return Parser.parse(in);
    } catch (IOException e) {
      throw missing(e);
    }
  }

  static Instance instantiate(WasmModule module, ImportValues imports) {
    MemoryLimits declared = module.memorySection().orElseThrow().getMemory(0).limits();
    return Instance.builder(module)
        .withMachineFactory(machine())
        .withMemoryFactory(ByteArrayMemory::new)
        .withMemoryLimits(new MemoryLimits(declared.initialPages(), MAX_PAGES))
        .withImportValues(imports)
        .build();
  }

  private static Function<Instance, Machine> machine() {
    try {
      MethodHandle constructor =
          MethodHandles.publicLookup()
              .findConstructor(
                  Class.forName("opcore.CoreMachine"),
                  MethodType.methodType(void.class, Instance.class))
              .asType(MethodType.methodType(Machine.class, Instance.class));
      return instance -> create(constructor, instance);
    } catch (ReflectiveOperationException e) {
      throw missing(e);
    }
  }

  private static Machine create(MethodHandle constructor, Instance instance) {
    try {
      return (Machine) constructor.invokeExact(instance);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static CoreException missing() {
    return new CoreException(CoreException.UNAVAILABLE, MISSING);
  }

  private static CoreException missing(Exception cause) {
    CoreException exception = missing();
    exception.initCause(cause);
    return exception;
  }
}
