package io.mcp1password.runner.allowlist;

import io.mcp1password.config.RunnerSettings;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The allowlists in force: those that the operator named at start-up, as they were when they were
 * read last.
 */
public final class Allowlists {

  private static final System.Logger LOG = System.getLogger(Allowlists.class.getName());
  private static final int MAX_TOLD = 10;

  private final RunnerSettings settings;
  private final HourlyUses uses;
  private volatile List<Workspace> active;

  private Allowlists(RunnerSettings settings, List<Workspace> active, InstantSource clock) {
    this.settings = settings;
    this.active = active;
    this.uses = new HourlyUses(clock);
  }

  /** No allowlists, and none to come: the runner is turned off. */
  public static Allowlists none(RunnerSettings settings) {
    return new Allowlists(settings, List.of(), InstantSource.system());
  }

  /**
   * Reads the allowlists that the settings name.
   *
   * @throws AllowlistException when anything is wrong with any of them
   */
  public static Allowlists read(RunnerSettings settings, InstantSource clock)
      throws AllowlistException {
    return new Allowlists(settings, AllowlistReader.read(settings), clock);
  }

  /**
   * What a reload did.
   *
   * @param changed whether anything is different now
   */
  public record Reload(int previousCount, int count, int commandCount, boolean changed) {}

  /**
   * Reads all allowlists again; when anything is wrong, those in force stay.
   *
   * @throws OperationException when anything is wrong; the details with paths go to the log only
   */
  public synchronized Reload reload() {
    List<Workspace> before = active;
    try {
      List<Workspace> now = AllowlistReader.read(settings);
      active = now;
      return new Reload(before.size(), now.size(), commandCount(), !same(before, now));
    } catch (AllowlistException e) {
      e.forOperator().forEach(problem -> LOG.log(Level.WARNING, "{0}", problem));
      List<String> told = e.forClient();
      throw new OperationException(
          ErrorCode.COMMAND_REFUSED,
          "The allowlists were not reloaded, and those in force stay: "
              + String.join("; ", told.subList(0, Math.min(MAX_TOLD, told.size())))
              + ".");
    }
  }

  /** Commands are compared by what a client is told of them, and by what they run. */
  private static boolean same(List<Workspace> before, List<Workspace> now) {
    return before.stream()
        .map(Allowlists::visible)
        .toList()
        .equals(now.stream().map(Allowlists::visible).toList());
  }

  private static List<?> visible(Workspace workspace) {
    return List.of(
        workspace.root(),
        workspace.prefix(),
        workspace.commands().values().stream()
            .map(
                each ->
                    List.of(
                        each.id(),
                        Optional.ofNullable(each.description()),
                        each.timeout(),
                        each.directory(),
                        each.sensitiveOutput(),
                        each.executable(),
                        each.template(),
                        each.callerArguments(),
                        each.secretFiles(),
                        Optional.ofNullable(each.standardInput()),
                        each.allowedReferences() == null,
                        Optional.ofNullable(each.maxUsesPerHour())))
            .toList());
  }

  /** The workspaces, those with the longest path first. */
  public List<Workspace> workspaces() {
    return active;
  }

  /** How many commands there are in all. */
  public int commandCount() {
    return active.stream().mapToInt(each -> each.commands().size()).sum();
  }

  /**
   * The workspace that covers a folder.
   *
   * @param real the folder's real path
   * @throws OperationException when none covers it
   */
  public Workspace covering(Path real) {
    return active.stream()
        .filter(each -> each.covers(real) && AllowlistReader.isInside(settings.roots(), real))
        .findFirst()
        .orElseThrow(
            () ->
                new OperationException(
                    ErrorCode.COMMAND_REFUSED,
                    "No allowlist covers this workspaceRoot. The operator names allowlists at"
                        + " start-up with --script-runner-allowlist."));
  }

  /**
   * Makes sure that a folder is in one of the roots that the operator set, if there are any.
   *
   * @param real the folder's real path
   * @throws OperationException when it is not
   */
  public void requireInRoots(Path real) {
    if (!AllowlistReader.isInside(settings.roots(), real)) {
      throw outside("--script-runner-root");
    }
  }

  /**
   * The longest of the roots that contains a folder, by its real path.
   *
   * @throws OperationException when none does
   */
  public static Path containing(List<Path> roots, Path real) {
    return roots.stream()
        .map(AllowlistReader::realOf)
        .filter(real::startsWith)
        .max(Comparator.comparingInt(Path::getNameCount))
        .orElseThrow(() -> outside("--unrestricted-runner-root"));
  }

  private static OperationException outside(String flag) {
    return new OperationException(
        ErrorCode.COMMAND_REFUSED,
        "The workspaceRoot is outside every folder that the operator set with " + flag + ".");
  }

  /** Whether a path, by its real form, is that of an allowlist or a manifest. */
  public boolean isRuleFile(Path path) {
    return Stream.of(
            settings.allowlists().stream(),
            settings.allowlistManifests().stream(),
            active.stream().map(Workspace::file))
        .flatMap(each -> each)
        .anyMatch(each -> each.equals(path) || AllowlistReader.realOf(each).equals(path));
  }

  /**
   * The command of an id.
   *
   * @throws OperationException when the workspace has none
   */
  public static AllowedCommand command(Workspace workspace, String id) {
    AllowedCommand command = workspace.commands().get(id);
    if (command == null) {
      throw new OperationException(
          ErrorCode.NOT_FOUND,
          "The allowlist of this workspaceRoot has no such commandId; op_script_list tells them.");
    }
    return command;
  }

  /**
   * Counts a use of a command.
   *
   * @throws OperationException when it was used as often as it may be in an hour
   */
  public void use(Workspace workspace, AllowedCommand command) {
    Integer max = command.maxUsesPerHour();
    if (max != null && !uses.take(workspace.file() + "\n" + command.id(), max)) {
      throw new OperationException(
          ErrorCode.RATE_LIMITED,
          "The command was run as often as its allowlist allows in an hour ("
              + max
              + "); try again later.");
    }
  }

  /**
   * The real path of a folder that a caller names.
   *
   * @throws OperationException when it is not absolute, or no folder
   */
  public static Path folder(String argument, String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute() && Files.isDirectory(path)) {
        return path.toRealPath();
      }
    } catch (IOException | InvalidPathException e) {
      // Told below: it cannot be used in either case.
    }
    throw new OperationException(
        ErrorCode.INVALID_ARGUMENTS,
        "Invalid arguments: " + argument + " must be the absolute path of a folder that is there.");
  }

  /**
   * The real path of a command's folder within a workspace.
   *
   * @throws OperationException when it is not there, or outside
   */
  public static Path within(Path workspace, String relative) {
    try {
      Path real = workspace.resolve(relative).toRealPath();
      if (real.startsWith(workspace) && Files.isDirectory(real)) {
        return real;
      }
    } catch (IOException e) {
      // Told below: it cannot be used in either case.
    }
    throw new OperationException(
        ErrorCode.COMMAND_REFUSED,
        "The command's cwd is not there, or outside the workspace. Ask the operator.");
  }
}
