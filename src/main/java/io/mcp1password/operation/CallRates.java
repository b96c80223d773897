package io.mcp1password.operation;

import io.mcp1password.model.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often each caller may call: a number of calls a minute, of which all may come at once.
 *
 * <p>A caller is told apart by its surface, and by the subject and client of its access token, or
 * else by the name that it gives itself. The limit keeps a program that runs wild from filling the
 * log and the backend; it is no fence against somebody who has the bearer token and changes names,
 * which only meets the bound of {@value #MAX_CALLERS} callers: those beyond share one allowance.
 *
 * <p>Refusals are not all recorded, or a wild caller would fill the audit log all the same: a
 * caller's first one is, then one a minute, and the next record of this caller counts the others
 * (unless it stayed away so long that it was forgotten).
 */
public final class CallRates {

  /** No limit at all. */
  public static final CallRates UNLIMITED = new CallRates(0, System::nanoTime);

  static final int MAX_CALLERS = 256;

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /**
   * Whether one call may run, and whether it leaves a record.
   *
   * @param delay how long the caller has to wait; null when the call may run
   * @param recorded false for a refusal that is only counted
   * @param uncounted the caller's refusals before this call that no record tells of yet
   */
  record Admission(@Nullable Duration delay, boolean recorded, long uncounted) {
    private static final Admission FREE = new Admission(null, true, 0);
  }

  private final long interval;
  private final LongSupplier nanoTime;
  private final long start;
  private final Map<Key, Allowance> callers = new LinkedHashMap<>();
  private final Allowance shared = new Allowance();

  /** What callers are told apart by. */
  private record Key(Caller.Surface surface, @Nullable String name, @Nullable String oauthClient) {

    static Key of(Caller caller) {
      Principal principal = caller.principal();
      return principal.subject() == null
          ? new Key(caller.surface(), caller.client(), null)
          : new Key(caller.surface(), principal.subject(), "client " + principal.clientId());
    }
  }

  /** One caller's state; times are nanoseconds since the start. */
  private static final class Allowance {
    /** When all that was used up is free again. */
    private long rested;

    private long nextRecord;
    private long unrecorded;
  }

  /**
   * The same allowance for every caller.
   *
   * @param callsPerMinute 0 for no limit
   */
  public CallRates(int callsPerMinute) {
    this(callsPerMinute, System::nanoTime);
  }

  CallRates(int callsPerMinute, LongSupplier nanoTime) {
    this.interval = callsPerMinute == 0 ? 0 : MINUTE / callsPerMinute;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Uses up one call of the caller's allowance, if there is one left. */
  synchronized Admission admit(Caller caller) {
    if (interval == 0) {
      return Admission.FREE;
    }
    long now = nanoTime.getAsLong() - start;
    Allowance allowance = allowance(Key.of(caller), now);
    long rested = Math.max(allowance.rested, now) + interval;
    long excess = rested - now - MINUTE;
    if (excess <= 0) {
      allowance.rested = rested;
      return new Admission(null, true, taken(allowance));
    }
    return refused(allowance, now, Duration.ofNanos(excess));
  }

  private static Admission refused(Allowance allowance, long now, Duration wait) {
    if (now < allowance.nextRecord) {
      allowance.unrecorded++;
      return new Admission(wait, false, 0);
    }
    allowance.nextRecord = now + MINUTE;
    return new Admission(wait, true, taken(allowance));
  }

  private static long taken(Allowance allowance) {
    long unrecorded = allowance.unrecorded;
    allowance.unrecorded = 0;
    return unrecorded;
  }

  /** A caller whose allowance is whole again is as good as a new one, and forgotten for others. */
  private Allowance allowance(Key caller, long now) {
    Allowance known = callers.get(caller);
    if (known != null) {
      return known;
    }
    if (callers.size() == MAX_CALLERS) {
      callers.values().removeIf(each -> each.rested <= now);
    }
    if (callers.size() == MAX_CALLERS) {
      return shared;
    }
    var made = new Allowance();
    callers.put(caller, made);
    return made;
  }

  /** How many callers are known now. */
  synchronized int callers() {
    return callers.size();
  }
}
