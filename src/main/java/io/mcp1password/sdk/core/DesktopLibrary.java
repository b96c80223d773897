package io.mcp1password.sdk.core;

import io.mcp1password.sdk.CoreException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The library through which the 1Password desktop app is asked: bytes in, bytes out.
 *
 * <p>Its two functions, where it is looked up and what its return codes mean are those of the
 * official Go and Python SDKs. It is never unloaded.
 */
final class DesktopLibrary {

  private static final String ENABLE =
      "enable Settings > Developer > Integrate with other apps in the 1Password desktop app";

  private static final FunctionDescriptor SEND =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS);

  private static final FunctionDescriptor FREE =
      FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

  private final MethodHandle send;
  private final MethodHandle free;
  private final boolean mac;

  private DesktopLibrary(SymbolLookup symbols) {
    send = function(symbols, "op_sdk_ipc_send_message", SEND);
    free = function(symbols, "op_sdk_ipc_free_response", FREE);
    mac = system().startsWith("mac");
  }

  @SuppressWarnings("restricted")
  static DesktopLibrary load(Path library) {
    try {
      return new DesktopLibrary(SymbolLookup.libraryLookup(library, Arena.global()));
    } catch (IllegalArgumentException e) {
      throw unavailable("the 1Password desktop app's library cannot be loaded; update the app");
    }
  }

  /** The library of the app that is installed on this machine. */
  static Path find() {
    Path home = Path.of(System.getProperty("user.home"));
    return places(system(), home).stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                unavailable(
                    "the 1Password desktop app is not installed; install it, then " + ENABLE));
  }

  static List<Path> places(String system, Path home) {
    if (system.startsWith("mac")) {
      String inApp = "Applications/1Password.app/Contents/Frameworks/libop_sdk_ipc_client.dylib";
      return List.of(Path.of("/", inApp), home.resolve(inApp));
    }
    if (system.startsWith("windows")) {
      String inApp = "1Password/app/8/op_sdk_ipc_client.dll";
      return List.of(
          home.resolve("AppData/Local/1Password/op_sdk_ipc_client.dll"),
          Path.of("C:/Program Files", inApp),
          Path.of("C:/Program Files (x86)", inApp),
          home.resolve("AppData/Local").resolve(inApp));
    }
    return List.of(
        Path.of("/usr/bin/1password/libop_sdk_ipc_client.so"),
        Path.of("/opt/1Password/libop_sdk_ipc_client.so"),
        Path.of("/snap/bin/1password/libop_sdk_ipc_client.so"));
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(() -> unavailable("the 1Password desktop app is too old; update the app"));
    return Linker.nativeLinker().downcallHandle(address, descriptor);
  }

  /** Sends a message and waits for the answer, as long as the app asks its user. */
  byte[] exchange(byte[] message) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sent = arena.allocate(Math.max(1, message.length));
      sent.copyFrom(MemorySegment.ofArray(message));
      MemorySegment out = arena.allocate(MemoryLayout.sequenceLayout(3, ValueLayout.JAVA_LONG));
      int code =
          (int)
              send.invokeExact(
                  sent,
                  (long) message.length,
                  out,
                  out.asSlice(Long.BYTES),
                  out.asSlice(2 * Long.BYTES));
      sent.fill((byte) 0);
      check(code);
      return take(out);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted")
  private byte[] take(MemorySegment out) throws Throwable {
    MemorySegment buffer = out.get(ValueLayout.ADDRESS, 0);
    long length = out.getAtIndex(ValueLayout.JAVA_LONG, 1);
    long capacity = out.getAtIndex(ValueLayout.JAVA_LONG, 2);
    try {
      return buffer.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
    } finally {
      free.invokeExact(buffer, length, capacity);
    }
  }

  private void check(int code) {
    if (code == 0) {
      return;
    }
    if (code == (mac ? -3 : -2)) {
      throw unavailable("the 1Password desktop app takes no requests; " + ENABLE);
    }
    if (code == (mac ? -7 : -5)) {
      throw unavailable(
          "the 1Password desktop app ended the connection; start and unlock it, and " + ENABLE);
    }
    throw unavailable("the 1Password desktop app failed with code " + code);
  }

  private static CoreException unavailable(String message) {
    return new CoreException(CoreException.UNAVAILABLE, message);
  }
}
