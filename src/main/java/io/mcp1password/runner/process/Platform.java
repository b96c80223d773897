package io.mcp1password.runner.process;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The systems that children can be run on, and the numbers that differ between their headers. */
enum Platform {
  LINUX(0x80, 0x01000000),
  MACOS(0x0400 | 0x4000, 0x20);

  /** Signals to default, signals unblocked: the same numbers everywhere. */
  private static final int RESET_SIGNALS = 0x04 | 0x08;

  private final int sessionFlags;
  private final int leaveWaitable;

  /**
   * The numbers of a system.
   *
   * @param sessionFlags POSIX_SPAWN_SETSID, and POSIX_SPAWN_CLOEXEC_DEFAULT where there is one
   * @param leaveWaitable WNOWAIT
   */
  Platform(int sessionFlags, int leaveWaitable) {
    this.sessionFlags = sessionFlags;
    this.leaveWaitable = leaveWaitable;
  }

  /** The system that this is; null when it is another, or not a 64-bit one. */
  static @Nullable Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static @Nullable Platform of(String system, String architecture) {
    if (!architecture.equals("amd64")
        && !architecture.equals("x86_64")
        && !architecture.equals("aarch64")) {
      return null;
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.equals("linux")) {
      return LINUX;
    }
    return name.startsWith("mac") ? MACOS : null;
  }

  short spawnFlags() {
    return (short) (sessionFlags | RESET_SIGNALS);
  }

  int leaveWaitable() {
    return leaveWaitable;
  }

  /** SIGCHLD. */
  int childSignal() {
    return this == LINUX ? 17 : 20;
  }

  /** SIGSTOP. */
  int stopSignal() {
    return this == LINUX ? 19 : 17;
  }

  /** Whether children get only descriptors that a file action names. */
  boolean closesByDefault() {
    return this == MACOS;
  }

  /** The name of a signal, as {@code SIGTERM}. */
  String signalName(int number) {
    return switch (number) {
      case 1 -> "SIGHUP";
      case 2 -> "SIGINT";
      case 3 -> "SIGQUIT";
      case 4 -> "SIGILL";
      case 5 -> "SIGTRAP";
      case 6 -> "SIGABRT";
      case 7 -> this == LINUX ? "SIGBUS" : "SIGEMT";
      case 8 -> "SIGFPE";
      case 9 -> "SIGKILL";
      case 10 -> this == LINUX ? "SIGUSR1" : "SIGBUS";
      case 11 -> "SIGSEGV";
      case 12 -> this == LINUX ? "SIGUSR2" : "SIGSYS";
      case 13 -> "SIGPIPE";
      case 14 -> "SIGALRM";
      case 15 -> "SIGTERM";
      case 24 -> "SIGXCPU";
      case 25 -> "SIGXFSZ";
      case 30 -> this == LINUX ? "SIGPWR" : "SIGUSR1";
      case 31 -> this == LINUX ? "SIGSYS" : "SIGUSR2";
      default -> "SIG" + number;
    };
  }
}
