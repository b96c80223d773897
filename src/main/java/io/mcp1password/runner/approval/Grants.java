package io.mcp1password.runner.approval;

import io.mcp1password.config.ApprovalSettings;
import io.mcp1password.model.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The approvals in force: those of this process, in memory, and those remembered in the file, which
 * is read anew each time, so that a revocation by another process holds at once.
 */
final class Grants {

  private static final int ID_DIGITS = 16;

  private final ApprovalSettings settings;
  private final Clock clock;
  private final ApprovalListener listener;
  private final GrantFile file;
  private final Map<ApprovalScope, Grant> inMemory = new HashMap<>();

  /** The ids of what this process put into the file, by scope and end. */
  private final Map<String, String> ownIds = new HashMap<>();

  private final Set<String> used = new HashSet<>();
  private @Nullable StoreDefect told;

  Grants(ApprovalSettings settings, Clock clock, ApprovalListener listener) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    this.file = new GrantFile(settings.rememberStorePath(), settings.rememberKeyPath());
  }

  /** The approval under which a command of this scope may run. */
  synchronized Optional<Grant> find(ApprovalScope scope) {
    Grant grant = inMemory.get(scope);
    if (grant != null && isInForce(grant.expiresAt())) {
      return Optional.of(grant);
    }
    Optional<Grant> remembered =
        remembered().stream().filter(each -> each.scope().equals(scope)).findFirst();
    remembered.ifPresent(this::tellFirstUse);
    return remembered;
  }

  /** Every approval in force, by its scope. */
  synchronized List<Grant> all() {
    inMemory.values().removeIf(grant -> !isInForce(grant.expiresAt()));
    List<Grant> all = new ArrayList<>(inMemory.values());
    all.addAll(remembered());
    all.sort(Comparator.comparing(grant -> grant.scope().name()));
    return all;
  }

  /**
   * Puts an approval in force after it was recorded; one that shall be remembered, but cannot be,
   * holds in this process.
   */
  synchronized Grant add(String id, ApprovalScope scope, boolean remember) {
    Grant grant = remember ? remember(id, scope) : inThisProcess(id, scope);
    try {
      listener.on(new ApprovalEvent.Granted(id, scope, grant.expiresAt(), grant.remembered()));
    } catch (RuntimeException e) {
      if (grant.remembered()) {
        forget(grant);
      }
      throw e;
    }
    if (!grant.remembered()) {
      inMemory.put(scope, grant);
    }
    return grant;
  }

  /** Ends an approval; false when none in force has this id. */
  synchronized boolean revoke(String id) {
    List<Grant> found = all().stream().filter(grant -> grant.id().equals(id)).toList();
    for (Grant grant : found) {
      if (grant.remembered()) {
        forget(grant);
      } else {
        inMemory.remove(grant.scope());
      }
      listener.on(new ApprovalEvent.Revoked(id, grant.scope()));
    }
    return !found.isEmpty();
  }

  synchronized void clear() {
    inMemory.clear();
  }

  private Grant inThisProcess(String id, ApprovalScope scope) {
    return new Grant(id, scope, clock.instant().plus(settings.ttl()), false);
  }

  private Grant remember(String id, ApprovalScope scope) {
    Instant end = clock.instant().plus(settings.rememberTtl());
    try {
      file.update(
          grants -> {
            grants.values().removeIf(each -> !isInForce(each));
            grants.put(scope.name(), end);
          });
    } catch (StoreException e) {
      tell(e.defect());
      return inThisProcess(id, scope);
    }
    ownIds.put(key(scope.name(), end), id);
    return new Grant(id, scope, end, true);
  }

  private void forget(Grant grant) {
    try {
      file.update(grants -> grants.remove(grant.scope().name()));
    } catch (StoreException e) {
      tell(e.defect());
      throw new ApprovalException(
          ApprovalException.Reason.UNAVAILABLE,
          "The approval could not be taken out of the file of remembered approvals, which is "
              + e.defect().text()
              + ". Delete the file.",
          e);
    }
  }

  private List<Grant> remembered() {
    try {
      Map<String, Instant> ends = file.read();
      told = null;
      List<Grant> grants = new ArrayList<>();
      ends.forEach(
          (name, end) ->
              ApprovalScope.named(name)
                  .filter(_ -> isInForce(end) && !isTooLong(end))
                  .ifPresent(scope -> grants.add(new Grant(id(name, end), scope, end, true))));
      return grants;
    } catch (StoreException e) {
      tell(e.defect());
      return List.of();
    }
  }

  private boolean isInForce(Instant end) {
    return clock.instant().isBefore(end);
  }

  /** Longer than the setting allows, since that was shortened or the clock was set back. */
  private boolean isTooLong(Instant end) {
    return end.isAfter(clock.instant().plus(settings.rememberTtl()));
  }

  /** The file holds no ids, so that of another process's approval is made of what it holds. */
  private String id(String name, Instant end) {
    String key = key(name, end);
    String own = ownIds.get(key);
    return own == null ? Sha256.hex(key).substring(0, ID_DIGITS) : own;
  }

  private static String key(String name, Instant end) {
    return end + " " + name;
  }

  private void tellFirstUse(Grant grant) {
    if (!ownIds.containsValue(grant.id()) && !used.contains(grant.id())) {
      listener.on(new ApprovalEvent.RememberedUsed(grant.id(), grant.scope(), grant.expiresAt()));
      used.add(grant.id());
    }
  }

  private void tell(StoreDefect defect) {
    if (defect != told) {
      listener.on(new ApprovalEvent.StoreIgnored(defect));
      told = defect;
    }
  }
}
