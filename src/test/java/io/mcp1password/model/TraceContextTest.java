package io.mcp1password.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void readsAndWritesVersion00() {
    TraceContext trace = TraceContext.parse(VALID).orElseThrow();
    assertThat(trace.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(trace.header()).isEqualTo(VALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
      })
  void whatIsMalformedIsNone(String text) {
    assertThat(TraceContext.parse(text)).isEmpty();
  }

  @Test
  void aChildIsInTheSameTraceWithASpanOfItsOwnAndKnownFlagsOnly() {
    TraceContext trace =
        new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "f1");
    TraceContext child = trace.child();
    assertThat(TraceContext.parse(child.header())).contains(child);
    assertThat(child.traceId()).isEqualTo(trace.traceId());
    assertThat(child.spanId()).isNotEqualTo(trace.spanId());
    assertThat(child.flags()).isEqualTo("01");
  }

  @Test
  void thePlaceGoesWithTheWorkAndWithTheThreadsThatItStarts() throws Exception {
    Optional<TraceContext> place = TraceContext.parse(VALID);
    var seen = new AtomicReference<Optional<TraceContext>>(Optional.empty());
    Thread started =
        TraceContext.call(
            place, () -> Thread.ofVirtual().start(() -> seen.set(TraceContext.current())));
    started.join();
    assertThat(seen.get()).isEqualTo(place);
    assertThat(TraceContext.current()).isEmpty();
  }

  @Test
  void anInnerPlaceGivesWayToTheOuterOneAgain() {
    Optional<TraceContext> outer = TraceContext.parse(VALID);
    Optional<TraceContext> inner = outer.map(TraceContext::child);
    TraceContext.run(
        outer,
        () -> {
          TraceContext.run(inner, () -> assertThat(TraceContext.current()).isEqualTo(inner));
          TraceContext.run(
              Optional.empty(), () -> assertThat(TraceContext.current()).isEqualTo(outer));
          assertThat(TraceContext.current()).isEqualTo(outer);
        });
  }
}
