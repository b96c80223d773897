package io.mcp1password;

/** The program's entry point. */
public final class Main {

  private Main() {}

  /** Runs the command line in this process and ends the process with its exit code. */
  public static void main(String[] arguments) {
    var jobs = new Jobs(new ServiceProcess(), new StandInProcess(), new AuditCheckProcess());
    var program = new CommandLineProgram(jobs, System.getenv(), System.out, System.err);
    System.exit(program.run(arguments));
  }
}
