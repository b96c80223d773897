package io.mcp1password.backend.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.WriteContract;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.demo.Fault;
import io.mcp1password.demo.Fault.AfterEffect;
import io.mcp1password.demo.Fault.Cut;
import io.mcp1password.demo.ReceivedRequest;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Secret;
import io.mcp1password.model.WrittenItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks, an item is as before or as intended, and the caller is told what is known. */
@Timeout(120)
class ConnectWriteFaultsTest {

  private static final WriteTiming HASTY =
      new WriteTiming(Duration.ofMillis(500), Duration.ofMillis(300), 3, Duration.ofMillis(5));

  private static final Duration LONG_LAG = Duration.ofHours(1);

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 0).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final ConnectBackend backend =
      ScriptedConnect.backend(ScriptedConnect.settings(standIn), HASTY);
  private final Item before = backend.createItem(vault, WriteContract.draft("Before")).item();

  @AfterEach
  void stop() {
    standIn.close();
  }

  /** Faults that let the server do nothing. */
  static Stream<Fault> withoutEffect() {
    return Stream.concat(
        cuts(),
        Stream.of(
            new Fault.Html(502),
            new Fault.Html(504),
            Fault.Status.FIRST_SYNC,
            new Fault.Garbage()));
  }

  /** Faults after the server has done its work. */
  static Stream<Fault> afterEffect() {
    return Stream.concat(
            cuts(),
            Stream.of(new Fault.Html(504), new Fault.Garbage(), Fault.Status.SOMETHING_WENT_WRONG))
        .map(AfterEffect::new);
  }

  private static Stream<Fault> cuts() {
    return Stream.of(Cut.Point.values()).map(Cut::new);
  }

  @ParameterizedTest
  @MethodSource("withoutEffect")
  void aWriteThatNeverHappenedIsToldAsUnknownAndSentOnce(Fault fault) {
    standIn.faults().nextWrites(1, fault);
    assertUnknown(() -> backend.createItem(vault, WriteContract.draft("Made")));
    standIn.faults().nextWrites(1, fault);
    assertUnknown(this::rename);
    standIn.faults().nextWrites(1, fault);
    assertUnknown(() -> backend.deleteItem(vault, before.id(), null));

    assertThat(titles()).containsExactly("Before");
    assertThat(backend.item(vault, before.id())).isEqualTo(before);
    assertThat(writes()).hasSize(1 + 3);
  }

  @ParameterizedTest
  @MethodSource("afterEffect")
  void aWriteWhoseAnswerIsLostIsFoundAndSentOnce(Fault fault) {
    standIn.faults().nextWrites(1, fault);
    WrittenItem made = backend.createItem(vault, WriteContract.draft("Made"));
    assertThat(made.visible()).isTrue();
    assertThat(backend.item(vault, made.item().id())).isEqualTo(made.item());

    standIn.faults().nextWrites(1, fault);
    WrittenItem renamed = rename();
    assertThat(renamed.visible()).isTrue();
    assertThat(renamed.item().title()).isEqualTo("After");
    assertThat(titles()).containsExactlyInAnyOrder("Made", "After");

    standIn.faults().nextWrites(1, fault);
    assertThat(backend.deleteItem(vault, before.id(), renamed.item().version()).visible()).isTrue();
    assertThat(titles()).containsExactly("Made");
    assertThat(writes()).hasSize(1 + 3);
  }

  /** All but Connect's own 500, which says that nothing was done. */
  static Stream<Fault> afterEffectWithoutWord() {
    return afterEffect()
        .filter(fault -> !fault.equals(new AfterEffect(Fault.Status.SOMETHING_WENT_WRONG)));
  }

  @ParameterizedTest
  @MethodSource("afterEffectWithoutWord")
  void aWriteWhoseAnswerIsLostAndThatDoesNotShowIsNeverMadeTwice(Fault fault) {
    standIn.faults().replicationLag(LONG_LAG);
    standIn.faults().nextWrites(1, fault);
    assertUnknown(() -> backend.createItem(vault, WriteContract.draft("Made")));
    standIn.faults().heal();
    standIn.replicate();
    assertThat(titles()).containsExactlyInAnyOrder("Before", "Made");
  }

  @Test
  void anEarlierItemIsNotTakenForTheOneThatWasToBeMade() {
    standIn.faults().nextWrites(1, new Cut(Cut.Point.BEFORE_ANSWER));
    assertUnknown(() -> backend.createItem(vault, WriteContract.draft("Before")));
    assertThat(titles()).containsExactly("Before");
    standIn.faults().nextWrites(1, new AfterEffect(new Cut(Cut.Point.BEFORE_ANSWER)));
    WrittenItem second = backend.createItem(vault, WriteContract.draft("Before"));
    assertThat(second.item().id()).isNotEqualTo(before.id());
    assertThat(titles()).containsExactly("Before", "Before");
  }

  @Test
  void aChangeWhoseAnswerIsLostAndThatDoesNotShowIsToldAsUnknown() {
    standIn.faults().replicationLag(LONG_LAG);
    standIn.faults().nextWrites(1, new AfterEffect(new Cut(Cut.Point.BEFORE_ANSWER)));
    assertUnknown(this::rename);
    assertThat(backend.item(vault, before.id())).isEqualTo(before);
    standIn.faults().heal();
    standIn.replicate();
    assertThat(backend.item(vault, before.id()).title()).isEqualTo("After");
  }

  @Test
  void aConflictIsTriedAgainUntilItIsOver() {
    standIn.faults().nextWrites(2, Fault.Status.SOMETHING_WENT_WRONG);
    assertThat(rename().item().title()).isEqualTo("After");
    standIn.faults().nextWrites(2, Fault.Status.SOMETHING_WENT_WRONG);
    assertThat(backend.createItem(vault, WriteContract.draft("Made")).visible()).isTrue();
    standIn.faults().nextWrites(2, Fault.Status.SOMETHING_WENT_WRONG);
    assertThat(backend.deleteItem(vault, before.id(), 2L).visible()).isTrue();
    assertThat(titles()).containsExactly("Made");
  }

  @Test
  void aConflictThatDoesNotEndIsToldAfterAFewAttempts() {
    standIn.faults().nextWrites(100, Fault.Status.SOMETHING_WENT_WRONG);
    BackendException failure = failure(this::rename);
    assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(failure).hasMessageContaining("Nothing was changed");
    assertThat(writes()).hasSize(1 + HASTY.attempts());
    assertThat(backend.item(vault, before.id())).isEqualTo(before);
  }

  @Test
  void anExpectedVersionStillCountsAfterAConflict() {
    standIn.faults().nextWrites(1, Fault.Status.SOMETHING_WENT_WRONG);
    var other = ScriptedConnect.backend(ScriptedConnect.settings(standIn), HASTY);
    boolean[] meanwhile = {false};
    BackendException failure =
        failure(
            () ->
                backend.updateItem(
                    vault,
                    before.id(),
                    1L,
                    item -> {
                      if (!meanwhile[0]) {
                        meanwhile[0] = true;
                        // Meets the fault, tries again and gets through.
                        other.updateItem(vault, before.id(), 1L, each -> titled(each, "Other"));
                        standIn.faults().nextWrites(1, Fault.Status.SOMETHING_WENT_WRONG);
                      }
                      return titled(item, "Mine");
                    }));
    assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(titles()).containsExactly("Other");
  }

  @Test
  void aServerThatIsGoneChangedNothing() {
    standIn.close();
    BackendException failure =
        failure(() -> backend.createItem(vault, WriteContract.draft("Made")));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("Nothing was changed");
  }

  @Test
  void aTokenThatMayOnlyReadChangesNothing() {
    Secret token = standIn.token(Map.of(vault, ConnectStandIn.READ_ONLY));
    var reader = ScriptedConnect.backend(ScriptedConnect.settings(standIn, token), HASTY);
    for (ThrowingCallable write :
        List.<ThrowingCallable>of(
            () -> reader.createItem(vault, WriteContract.draft("Made")),
            () -> reader.updateItem(vault, before.id(), null, item -> titled(item, "After")),
            () -> reader.deleteItem(vault, before.id(), null))) {
      BackendException failure = failure(write);
      assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
      assertThat(failure).hasMessageContaining("may not write").hasMessageContaining("Nothing");
    }
    assertThat(backend.item(vault, before.id())).isEqualTo(before);
  }

  @Test
  void whatConnectCallsInvalidIsToldInOwnWords() {
    standIn.faults().nextWrites(1, new Fault.Status(400, "canary: the value was hunter2"));
    BackendException failure =
        failure(() -> backend.createItem(vault, WriteContract.draft("Made")));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID);
    assertThat(failure).hasMessageContaining("Nothing was changed");
    assertThat(failure.getMessage()).doesNotContain("canary", "hunter2");
  }

  @Test
  void aWriteThatDoesNotShowYetIsToldAsAccepted() {
    standIn.faults().replicationLag(LONG_LAG);
    WrittenItem renamed = rename();
    assertThat(renamed.visible()).isFalse();
    assertThat(renamed.item().title()).isEqualTo("After");
    assertThat(renamed.item().version()).isEqualTo(2);

    WrittenItem made = backend.createItem(vault, WriteContract.draft("Made"));
    assertThat(made.visible()).isFalse();
    assertThat(made.item().title()).isEqualTo("Made");

    assertThat(backend.deleteItem(vault, made(made), null))
        .satisfies(deleted -> assertThat(deleted.visible()).isFalse());
  }

  /** An item that shows, to be deleted while its deletion does not show. */
  private String made(WrittenItem hidden) {
    standIn.replicate();
    return hidden.item().id();
  }

  @Test
  void aWriteDoesNotStartFromAnItemWhoseLastWriteDoesNotShow() {
    standIn.faults().conflictingWritesFail(false);
    standIn.faults().replicationLag(LONG_LAG);
    assertThat(rename().visible()).isFalse();
    BackendException failure =
        failure(
            () -> backend.updateItem(vault, before.id(), null, item -> item.withFields(List.of())));
    assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(failure).hasMessageContaining("Nothing was changed");

    standIn.replicate();
    standIn.faults().heal();
    Item after =
        backend.updateItem(vault, before.id(), 2L, item -> item.withFields(List.of())).item();
    assertThat(after.title()).isEqualTo("After");
    assertThat(after.fields()).isEmpty();
  }

  @Test
  void aWriteThatIsSlowToShowIsWaitedFor() {
    standIn.faults().replicationLag(Duration.ofMillis(100));
    assertThat(rename().visible()).isTrue();
    assertThat(backend.item(vault, before.id()).title()).isEqualTo("After");
  }

  @Test
  void aWriteWhoseTurnDoesNotComeChangesNothing() throws Exception {
    standIn.faults().nextWrites(1, new Fault.Delay(Duration.ofSeconds(3)));
    int sent = writes().size();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<WrittenItem> slow = this::rename;
      var first = threads.submit(slow);
      while (writes().size() == sent) {
        Thread.onSpinWait();
      }
      BackendException failure =
          failure(() -> backend.createItem(vault, WriteContract.draft("Made")));
      assertThat(failure.kind()).isEqualTo(Kind.OVERLOADED);
      assertThat(failure).hasMessageContaining("Nothing was changed");
      assertThat(first.get().item().title()).isEqualTo("After");
    }
    assertThat(titles()).containsExactly("After");
  }

  private WrittenItem rename() {
    return backend.updateItem(vault, before.id(), null, item -> titled(item, "After"));
  }

  private static Item titled(Item item, String title) {
    ItemOverview overview = item.overview();
    return item.with(
        overview.with(title, overview.tags(), overview.websites()),
        item.sections(),
        item.fields(),
        item.notes());
  }

  private List<String> titles() {
    return backend.items(vault).stream().map(ItemOverview::title).toList();
  }

  private List<ReceivedRequest> writes() {
    return standIn.requests().stream().filter(each -> !each.method().equals("GET")).toList();
  }

  private static void assertUnknown(ThrowingCallable write) {
    BackendException failure = failure(write);
    assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(failure).hasMessageContaining("may have been carried out");
  }

  private static BackendException failure(ThrowingCallable write) {
    return Optional.ofNullable(catchThrowableOfType(BackendException.class, write)).orElseThrow();
  }
}
