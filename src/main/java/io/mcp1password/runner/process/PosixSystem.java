package io.mcp1password.runner.process;

/** The system's functions for child processes, found once. */
record PosixSystem(Platform platform, SystemCalls calls, Spawner spawner) {

  static PosixSystem of(Platform platform) {
    return of(platform, new FileActions(platform, true));
  }

  static PosixSystem of(Platform platform, FileActions fileActions) {
    var calls = new SystemCalls(platform);
    calls.keepEndedChildren(platform);
    return new PosixSystem(
        platform, calls, new Spawner(calls, fileActions, new SpawnAttributes(platform)));
  }
}
