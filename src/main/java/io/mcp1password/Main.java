package io.mcp1password;

import java.time.Clock;

/** The program's entry point. */
public final class Main {

  private Main() {}

  /** Runs the command line in this process and ends the process with its exit code. */
  public static void main(String[] arguments) {
    var jobs =
        new Jobs(
            new ServiceProcess(System.in, System.out, System.err),
            new StandInProcess(System.out),
            new AuditCheckProcess(System.out, System.err),
            new DoctorProcess(System.out, Clock.systemUTC()),
            new HealthCheckProcess(System.err),
            new Rehearsal(System.err));
    var program = new CommandLineProgram(jobs, System.getenv(), System.out, System.err);
    System.exit(program.run(arguments));
  }
}
