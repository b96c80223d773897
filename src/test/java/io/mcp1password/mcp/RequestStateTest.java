package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mcp1password.model.Principal;
import io.mcp1password.operation.Caller;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestStateTest {

  private static final JsonObject ANSWERS = json("{\"a\":{\"action\":\"accept\"}}");
  private static final Set<String> ASKED = Set.of("b", "c");
  private static final Caller CALLER =
      new Caller(Caller.Surface.MCP_HTTP, "tester", Principal.OWNER);

  private Instant now = Instant.EPOCH;
  private final InstantSource clock = () -> now;
  private final RequestState states = new RequestState(clock);

  private static RequestState.Bond bond(Caller caller, String method, String arguments) {
    return new RequestState.Bond(caller, method, json(arguments));
  }

  @Test
  void opensForTheSameCallHoweverItsMembersAreOrdered() {
    String sealed =
        states.seal(
            ANSWERS, ASKED, bond(CALLER, "tools/call", "{\"a\":1,\"b\":[{\"c\":2,\"d\":3}]}"));
    var reordered = bond(CALLER, "tools/call", "{\"b\":[{\"d\":3,\"c\":2}],\"a\":1}");
    RequestState.Carried carried = states.open(sealed, reordered);
    assertThat(carried.answers()).isEqualTo(ANSWERS);
    assertThat(carried.asked()).isEqualTo(ASKED);
  }

  @Test
  void staysShutForAnythingElse() {
    String sealed = states.seal(ANSWERS, ASKED, bond(CALLER, "tools/call", "{\"a\":[1,2]}"));
    var stdio = new Caller(Caller.Surface.MCP_STDIO, "tester", Principal.OWNER);
    var other = new Caller(Caller.Surface.MCP_HTTP, null, Principal.OWNER);
    assertShut(states, sealed, bond(CALLER, "tools/call", "{\"a\":[2,1]}"));
    assertShut(states, sealed, bond(CALLER, "prompts/get", "{\"a\":[1,2]}"));
    assertShut(states, sealed, bond(stdio, "tools/call", "{\"a\":[1,2]}"));
    assertShut(states, sealed, bond(other, "tools/call", "{\"a\":[1,2]}"));
    assertShut(new RequestState(clock), sealed, bond(CALLER, "tools/call", "{\"a\":[1,2]}"));
  }

  @Test
  void staysShutWhenAnyCharacterIsAltered() {
    var bond = bond(CALLER, "tools/call", "{}");
    String sealed = states.seal(ANSWERS, ASKED, bond);
    for (int i = 0; i < sealed.length(); i++) {
      String altered =
          sealed.substring(0, i) + (char) (sealed.charAt(i) ^ 1) + sealed.substring(i + 1);
      assertShut(states, altered, bond);
      assertShut(states, sealed.substring(0, i), bond);
    }
  }

  @Test
  void isNeverTheSameAndExpires() {
    var bond = bond(CALLER, "tools/call", "{}");
    String sealed = states.seal(ANSWERS, ASKED, bond);
    assertThat(states.seal(ANSWERS, ASKED, bond)).isNotEqualTo(sealed);
    now = now.plus(RequestState.LIFE);
    assertThat(states.open(sealed, bond).answers()).isEqualTo(ANSWERS);
    now = now.plusMillis(1);
    assertShut(states, sealed, bond);
  }

  @Test
  void isUsedOnceAsLongAsItLives() {
    var bond = bond(CALLER, "tools/call", "{}");
    String sealed = states.seal(ANSWERS, ASKED, bond);
    states.use(states.open(sealed, bond));
    now = now.plus(RequestState.LIFE);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> states.use(states.open(sealed, bond)))
        .withMessageContaining("used already");
    states.use(states.open(states.seal(ANSWERS, ASKED, bond), bond));
  }

  private static void assertShut(RequestState states, String sealed, RequestState.Bond bond) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> states.open(sealed, bond))
        .satisfies(e -> assertThat(e.error()).isEqualTo(ProtocolError.INVALID_PARAMS));
  }
}
