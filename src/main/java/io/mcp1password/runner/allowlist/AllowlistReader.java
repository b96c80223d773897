package io.mcp1password.runner.allowlist;

import io.mcp1password.config.RunnerSettings;
import io.mcp1password.operation.JsonRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads allowlists and manifests, and gathers everything that is wrong with any of them. */
final class AllowlistReader {

  private static final int MAX_BYTES = 1024 * 1024;

  private final List<AllowlistException.Problem> problems = new ArrayList<>();
  private final List<Workspace> workspaces = new ArrayList<>();
  private final List<Path> roots;

  private AllowlistReader(List<Path> roots) {
    this.roots = roots;
  }

  /**
   * Reads all that the settings name.
   *
   * @return the workspaces, those with the longest path first
   * @throws AllowlistException when anything is wrong with any of them
   */
  static List<Workspace> read(RunnerSettings settings) throws AllowlistException {
    var reader = new AllowlistReader(settings.roots());
    reader.readAll(settings);
    if (!reader.problems.isEmpty()) {
      throw new AllowlistException(reader.problems);
    }
    return reader.workspaces.stream()
        .sorted(
            Comparator.comparingInt((Workspace each) -> each.root().toString().length()).reversed())
        .toList();
  }

  private void readAll(RunnerSettings settings) {
    var named = new LinkedHashSet<>(settings.allowlists());
    int manifests = 0;
    for (Path manifest : settings.allowlistManifests()) {
      manifests++;
      named.addAll(readManifest(new Source(manifest, "manifest " + manifests)));
    }
    Set<Path> seen = new LinkedHashSet<>();
    int allowlists = 0;
    for (Path each : named) {
      allowlists++;
      var source = new Source(each, "allowlist " + allowlists);
      Path real = source.real();
      // The same file by two ways is one allowlist; one that is not there is told when read.
      if (real == null || seen.add(real)) {
        readAllowlist(source);
      }
    }
  }

  private List<Path> readManifest(Source source) {
    AllowlistFile.Manifest manifest = source.read(AllowlistFile.Manifest.class);
    if (manifest == null) {
      return List.of();
    }
    var paths = new ArrayList<Path>();
    for (int i = 0; i < manifest.allowlists().size(); i++) {
      try {
        paths.add(source.folder().resolve(manifest.allowlists().get(i)).normalize());
      } catch (InvalidPathException e) {
        source.problem("allowlists[" + i + "] is no path");
      }
    }
    return paths;
  }

  private void readAllowlist(Source source) {
    AllowlistFile file = source.read(AllowlistFile.class);
    if (file == null) {
      return;
    }
    var commands = new LinkedHashMap<String, AllowedCommand>();
    file.commands()
        .forEach((id, each) -> commands.put(id, CommandReader.read(id, each, source::problem)));
    if (file.workspaceRoot() != null && file.workspaceRoots() != null) {
      source.problem("workspaceRoot and workspaceRoots exclude each other");
    }
    List<String> exact =
        file.workspaceRoots() == null || file.workspaceRoots().isEmpty()
            ? List.of(Objects.requireNonNullElse(file.workspaceRoot(), "."))
            : file.workspaceRoots();
    exact.stream()
        .map(each -> source.folder("a workspace root", each))
        .flatMap(Optional::stream)
        .forEach(root -> add(new Workspace(source.path(), root, false, commands), source));
    file.workspaceRootPrefixes().stream()
        .map(each -> source.folder("a workspace root prefix", each))
        .flatMap(Optional::stream)
        .forEach(root -> add(new Workspace(source.path(), root, true, commands), source));
  }

  private void add(Workspace workspace, Source source) {
    if (isInside(roots, workspace.root())) {
      workspaces.add(workspace);
    } else {
      source.problem("a workspace root is outside every --script-runner-root");
    }
  }

  /** Whether a real path is in one of the roots; in whatever place when there are none. */
  static boolean isInside(List<Path> roots, Path real) {
    return roots.isEmpty() || roots.stream().anyMatch(root -> real.startsWith(realOf(root)));
  }

  /** A root that is not there covers nothing. */
  static Path realOf(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root.toAbsolutePath().normalize();
    }
  }

  /** A file that is being read. */
  private final class Source {

    private final Path named;
    private final String name;
    private @Nullable TrustedFile file;

    Source(Path named, String name) {
      this.named = named;
      this.name = name;
      try {
        file = TrustedFile.at(named);
      } catch (IOException e) {
        file = null;
      }
    }

    @Nullable Path real() {
      return file == null ? null : file.path();
    }

    Path path() {
      return Objects.requireNonNull(file).path();
    }

    Path folder() {
      return Objects.requireNonNull(path().getParent());
    }

    <T extends Record> @Nullable T read(Class<T> type) {
      if (file == null) {
        problem("is not there, or cannot be reached");
        return null;
      }
      Optional<String> distrust = file.distrust();
      if (distrust.isPresent()) {
        problem(distrust.get());
        return null;
      }
      try {
        byte[] content = file.read(MAX_BYTES);
        if (content == null) {
          problem("is larger than " + MAX_BYTES + " bytes");
          return null;
        }
        JsonRecord<T> read = JsonRecord.read(type, content);
        read.problems().forEach(this::problem);
        return read.value();
      } catch (IOException e) {
        problem("cannot be read");
        return null;
      }
    }

    Optional<Path> folder(String what, String text) {
      try {
        Path real = folder().resolve(text).toRealPath();
        if (Files.isDirectory(real)) {
          return Optional.of(real);
        }
      } catch (IOException | InvalidPathException e) {
        // Told below: it is no folder in either case.
      }
      problem(what + " is no folder that is there");
      return Optional.empty();
    }

    void problem(String text) {
      problems.add(new AllowlistException.Problem(named, name, text));
    }
  }
}
