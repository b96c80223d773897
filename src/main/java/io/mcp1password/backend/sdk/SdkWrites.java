package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.VaultQueues;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.WrittenItem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The writes of items, one at a time per vault.
 *
 * <p>1Password refuses a write to an item of another version, so that no change of anyone is
 * overwritten. A write is read back; one that broke off is looked for, and never sent again.
 */
final class SdkWrites {

  private static final Duration TURN = Duration.ofSeconds(30);
  private static final int MAX_ATTEMPTS = 3;

  private final SdkCalls calls;
  private final VaultQueues queues = new VaultQueues(TURN);

  SdkWrites(SdkCalls calls) {
    this.calls = calls;
  }

  WrittenItem create(String vaultId, ItemDraft draft) {
    var params = SdkContent.created(vaultId, draft);
    return queues.inTurn(
        vaultId,
        () -> {
          try {
            return readBack(calls.write(client -> client.items().create(params)));
          } catch (BackendException failure) {
            throw SdkFailures.isUncertain(failure) ? SdkFailures.unknownOutcome() : failure;
          }
        });
  }

  /** Which item is to be changed, and what it must be like. */
  record Target(String vaultId, String itemId, @Nullable Long expectedVersion) {}

  WrittenItem update(Target target, UnaryOperator<Item> change) {
    return queues.inTurn(target.vaultId(), () -> updated(target, change));
  }

  private WrittenItem updated(Target target, UnaryOperator<Item> change) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempted(target, change);
      } catch (BackendException failure) {
        boolean last = target.expectedVersion() != null || attempt == MAX_ATTEMPTS;
        if (failure.kind() != Kind.CONFLICT || last) {
          throw failure;
        }
      }
    }
  }

  private WrittenItem attempted(Target target, UnaryOperator<Item> change) {
    io.mcp1password.sdk.Item before = current(target);
    Item known = SdkMapper.item(before, ItemState.ACTIVE);
    Item wanted = change.apply(known);
    if (wanted.equals(known)) {
      return new WrittenItem(known, true);
    }
    io.mcp1password.sdk.Item sent = SdkContent.changed(before, wanted);
    try {
      return readBack(calls.write(client -> client.items().put(sent)));
    } catch (BackendException failure) {
      if (!SdkFailures.isUncertain(failure)) {
        throw failure;
      }
      return found(target, sent).orElseThrow(() -> unfound(target, before.version(), failure));
    }
  }

  private io.mcp1password.sdk.Item current(Target target) {
    io.mcp1password.sdk.Item item = item(target.vaultId(), target.itemId());
    if (target.expectedVersion() != null && target.expectedVersion() != item.version()) {
      throw new BackendException(
          Kind.CONFLICT,
          "The item was changed meanwhile: it has version "
              + item.version()
              + ". Nothing was changed; read it again.");
    }
    return item;
  }

  private io.mcp1password.sdk.Item item(String vaultId, String itemId) {
    return calls.read(client -> client.items().get(vaultId, itemId));
  }

  /** The item as it is now, if it is what was sent. */
  private Optional<WrittenItem> found(Target target, io.mcp1password.sdk.Item sent) {
    try {
      io.mcp1password.sdk.Item now = item(target.vaultId(), target.itemId());
      return now.version() > sent.version() && SdkContent.isChanged(sent, now)
          ? Optional.of(new WrittenItem(SdkMapper.item(now, ItemState.ACTIVE), true))
          : Optional.empty();
    } catch (BackendException unseen) {
      return Optional.empty();
    }
  }

  /** Only an answer that says so proves that nothing was done. */
  private BackendException unfound(Target target, long version, BackendException failure) {
    if (failure.kind() == Kind.TIMEOUT) {
      return SdkFailures.unknownOutcome();
    }
    try {
      return item(target.vaultId(), target.itemId()).version() == version
          ? failure
          : SdkFailures.unknownOutcome();
    } catch (BackendException unseen) {
      return SdkFailures.unknownOutcome();
    }
  }

  DeletedItem delete(Target target) {
    return queues.inTurn(
        target.vaultId(),
        () -> {
          if (target.expectedVersion() != null) {
            current(target);
          }
          try {
            calls.write(
                client -> {
                  client.items().delete(target.vaultId(), target.itemId());
                  return target;
                });
          } catch (BackendException failure) {
            if (SdkFailures.isUncertain(failure) && !isGone(target)) {
              throw SdkFailures.unknownOutcome();
            }
            if (!SdkFailures.isUncertain(failure)) {
              throw failure;
            }
          }
          return new DeletedItem(target.vaultId(), target.itemId(), true, isGone(target));
        });
  }

  private boolean isGone(Target target) {
    try {
      item(target.vaultId(), target.itemId());
      return false;
    } catch (BackendException failure) {
      return failure.kind() == Kind.NOT_FOUND;
    }
  }

  void archive(Target target) {
    queues.inTurn(
        target.vaultId(),
        () -> {
          try {
            return calls.write(
                client -> {
                  client.items().archive(target.vaultId(), target.itemId());
                  return target;
                });
          } catch (BackendException failure) {
            throw SdkFailures.isUncertain(failure) ? SdkFailures.unknownOutcome() : failure;
          }
        });
  }

  /** The item as reads show it; the answer to the write, when they cannot tell yet. */
  private WrittenItem readBack(io.mcp1password.sdk.Item written) {
    try {
      io.mcp1password.sdk.Item now = item(written.vaultId(), written.id());
      if (now.version() >= written.version()) {
        return new WrittenItem(SdkMapper.item(now, ItemState.ACTIVE), true);
      }
    } catch (BackendException unseen) {
      // The write was carried out, whatever became of reading it.
    }
    return new WrittenItem(SdkMapper.item(written, ItemState.ACTIVE), false);
  }
}
