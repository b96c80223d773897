package io.mcp1password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A workspace with an allowlist of small commands, for tests.
 *
 * @param root its real path
 * @param allowlist the allowlist's file, outside the workspace
 */
public record TestWorkspace(Path root, Path allowlist) {

  /** Commands that need nothing but a shell. */
  private static final String COMMANDS =
      """
      'greet':{'description':'Greets.','command':'/bin/echo','args':['Hello,','${name}'],
        'argsFromCaller':{'name':{'description':'Whom.','pattern':'[a-z]+','maxLength':10}}},
      'print':{'command':'/bin/sh','args':['-c','printenv MY_SECRET; exit 0']},
      'fail':{'command':'/bin/sh','args':['-c','exit 3']}
      """;

  /** Makes one in a new folder. */
  public static TestWorkspace in(Path folder) {
    return in(folder, COMMANDS);
  }

  /** Makes one with these commands, written with single quotes. */
  public static TestWorkspace in(Path folder, String commands) {
    try {
      Path root = Files.createDirectories(folder.resolve("app")).toRealPath();
      Files.writeString(
          root.resolve("in.tmpl"), "password={{ op://Canary Vault/My Item/password }}\n");
      var workspace = new TestWorkspace(root, folder.toRealPath().resolve("allowlist.json"));
      workspace.write("{'version':1,'workspaceRoot':'app','commands':{" + commands + "}}");
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the allowlist anew, from JSON with single quotes. */
  public void write(String singleQuoted) {
    try {
      Files.writeString(allowlist, singleQuoted.replace('\'', '"'));
      Files.setPosixFilePermissions(allowlist, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The flags that turn the runners on for it, with no sign-in to op. */
  public List<String> flags() {
    return List.of(
        "--enable-script-runner",
        "--script-runner-allowlist=" + allowlist,
        "--op-cli-auth-mode=none",
        "--enable-unrestricted-runner",
        "--unrestricted-runner-root=" + root,
        "--approval-remember-store-path=" + allowlist.resolveSibling("grants/grants.json"),
        "--approval-remember-key-path=" + allowlist.resolveSibling("grants/grants.key"));
  }
}
