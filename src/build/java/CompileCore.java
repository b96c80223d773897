import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import java.nio.file.Path;

/**
 * Compiles a WebAssembly module to class files, and its data to a {@code .meta} file beside them.
 *
 * <p>Run by the build, with the module, the base name of the classes and the folder to write to.
 * Chicory's own Maven plugin is not used because it cannot be skipped when its output is there.
 */
public final class CompileCore {

  private CompileCore() {}

  public static void main(String[] args) throws Exception {
    Path classes = Path.of(args[2]);
    Generator generator =
        new Generator(
            Config.builder()
                .withWasmFile(Path.of(args[0]))
                .withName(args[1])
                .withTargetClassFolder(classes)
                .withTargetSourceFolder(classes)
                .withTargetWasmFolder(classes)
                .withInterpreterFallback(InterpreterFallback.WARN)
                .build());
    generator.generateMetaWasm(generator.generateResources());
  }
}
