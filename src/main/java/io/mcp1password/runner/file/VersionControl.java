package io.mcp1password.runner.file;

import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.runner.process.ChildCommand;
import io.mcp1password.runner.process.ChildException;
import io.mcp1password.runner.process.ChildProcesses;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a file could get into version control: then no secret may be written to it.
 *
 * <p>Git is asked, and only about ignored files; a folder under any other system is refused.
 */
public final class VersionControl {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> OTHERS =
      List.of(".hg", ".svn", ".bzr", "_darcs", "CVS", ".fslckout", ".pijul");

  private final Map<String, Secret> environment;
  private final Optional<Path> git;
  private final ChildProcesses children;

  /**
   * @param environment what git gets
   * @param path the folders to look for git in
   */
  public VersionControl(
      Map<String, Secret> environment, Stream<String> path, ChildProcesses children) {
    this.environment = new HashMap<>(environment);
    this.environment.put("GIT_OPTIONAL_LOCKS", Secret.of("0"));
    this.git =
        path.map(Path::of)
            .filter(Path::isAbsolute)
            .map(folder -> folder.resolve("git"))
            .filter(Files::isExecutable)
            .findFirst();
    this.children = children;
  }

  /**
   * Makes sure that a file cannot be committed by accident.
   *
   * @param file below a folder's real path
   * @throws OperationException when it could be, or when that cannot be found out
   */
  public void requireIgnored(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Path here = folder;
      if (OTHERS.stream().anyMatch(each -> exists(here.resolve(each)))) {
        throw refusal("the target is under a version control that cannot be asked what it ignores");
      }
      if (exists(folder.resolve(".git"))) {
        requireIgnoredByGit(file);
        return;
      }
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private void requireIgnoredByGit(Path file) {
    Path program =
        git.orElseThrow(() -> refusal("the target is in a git work tree, and git is not there"));
    // A repository's own settings may name programs to run; these two are the ones git would start.
    List<String> arguments =
        List.of(
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "check-ignore",
            "--quiet",
            "--",
            file.toString());
    var command =
        ChildCommand.of(program, arguments, Objects.requireNonNull(file.getParent()), TIMEOUT)
            .withEnvironment(environment);
    try {
      if (children.run(command).succeeded()) {
        return;
      }
    } catch (ChildException e) {
      throw refusal("git cannot be asked whether the target is ignored");
    }
    throw refusal("the target is in a git work tree and not ignored; add it to .gitignore first");
  }

  private static OperationException refusal(String why) {
    return new OperationException(
        ErrorCode.COMMAND_REFUSED, "The template is not rendered: " + why + ".");
  }
}
