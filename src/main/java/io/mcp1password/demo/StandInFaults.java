package io.mcp1password.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The switches that make a stand-in misbehave; all are off at first, and may be turned while it
 * runs.
 *
 * <p>They act on the API under {@code /v1}, not on {@code /health}, {@code /heartbeat} and {@code
 * /metrics}.
 */
public final class StandInFaults {

  private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
  private final Queue<Fault> nextWrites = new ConcurrentLinkedQueue<>();
  private final Map<String, Fault> byVault = new ConcurrentHashMap<>();
  private volatile @Nullable Fault always;
  private volatile Duration delay = Duration.ZERO;
  private volatile Duration lag = Duration.ZERO;
  private volatile boolean conflictsFail = true;

  StandInFaults() {}

  /** Every request is answered this much later. */
  public void delay(Duration perRequest) {
    delay = perRequest;
  }

  /** The next requests meet this fault, after those that were announced before. */
  public void next(int times, Fault fault) {
    next.addAll(Collections.nCopies(times, fault));
  }

  /** The next requests that write meet this fault, after those that were announced before. */
  public void nextWrites(int times, Fault fault) {
    nextWrites.addAll(Collections.nCopies(times, fault));
  }

  /** Every request meets this fault. */
  public void always(Fault fault) {
    always = fault;
  }

  /** Every request for this vault, by id, meets this fault. */
  public void inVault(String vaultId, Fault fault) {
    byVault.put(vaultId, fault);
  }

  /**
   * Writes become visible to reads this much later: until then a created item is 404, an updated
   * one stale, and a deleted one still there.
   */
  public void replicationLag(Duration lag) {
    this.lag = lag;
  }

  /**
   * Whether a write fails with 500 when another write to the same item is not visible yet (at first
   * true, as Connect does); otherwise the later write wins and the earlier one is lost.
   */
  public void conflictingWritesFail(boolean fail) {
    conflictsFail = fail;
  }

  /** Everything is well again; what is not yet replicated stays so for the rest of its time. */
  public void heal() {
    next.clear();
    nextWrites.clear();
    byVault.clear();
    always = null;
    delay = Duration.ZERO;
    lag = Duration.ZERO;
    conflictsFail = true;
  }

  Duration delay() {
    return delay;
  }

  Duration replicationLag() {
    return lag;
  }

  boolean conflictingWritesFail() {
    return conflictsFail;
  }

  /** The faults that a request for this vault meets, in the order in which they act. */
  List<Fault> take(@Nullable String vaultId, boolean writes) {
    var faults = new ArrayList<Fault>();
    addPresent(faults, next.poll());
    addPresent(faults, writes ? nextWrites.poll() : null);
    addPresent(faults, vaultId == null ? null : byVault.get(vaultId));
    addPresent(faults, always);
    return faults;
  }

  private static void addPresent(List<Fault> faults, @Nullable Fault fault) {
    if (fault != null) {
      faults.add(fault);
    }
  }
}
