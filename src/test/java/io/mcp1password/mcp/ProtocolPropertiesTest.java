package io.mcp1password.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Principal;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a client sends, it is answered with one valid message of its revision, or not at all
 * where JSON-RPC wants no answer; and no exception escapes.
 */
class ProtocolPropertiesTest {

  /** Stands for half of a surrogate pair, which only an escape can bring into a message. */
  private static final String HALF = "\u2603";

  private final ProtocolUnderTest protocol = new ProtocolUnderTest();

  @Property
  void whatIsRightIsCarriedOut(@ForAll Method method, @ForAll Revision revision) {
    JsonObject message = ValidMessages.of(method);
    boolean isOfRevision = Method.of(method.wireName(), revision).isPresent();
    if (method == Method.INITIALIZE && isOfRevision) {
      assertThat(protocol.answered(message, new Session())).containsKey("result");
    } else if (revision.hasSessions()) {
      JsonObject answer = protocol.answered(message, protocol.session(revision));
      assertThat(answer.containsKey("result")).isEqualTo(isOfRevision);
    } else {
      List<JsonObject> sent = protocol.checked(message, revision);
      assertThat(sent.getLast().containsKey("result")).isEqualTo(isOfRevision);
    }
  }

  @Property(tries = 300)
  void anyBytesAreAnswered(@ForAll("bytes") byte[] bytes, @ForAll Revision revision) {
    protocol.check(bytes, revision, true);
  }

  @Property(tries = 300)
  void anyJsonIsAnswered(
      @ForAll("json") JsonValue json, @ForAll Revision revision, @ForAll boolean begun) {
    protocol.check(bytes(json), revision, begun);
  }

  @Property(tries = 600)
  void anyMessageThatIsAlmostRightIsAnswered(
      @ForAll("messages") JsonValue json, @ForAll Revision revision, @ForAll boolean begun) {
    protocol.check(bytes(json), revision, begun);
  }

  @Property(tries = 100)
  void eachMessageOfABatchIsAnswered(@ForAll("batches") List<JsonValue> batch) {
    JsonArray all = JsonText.JSON.createArrayBuilder(batch).build();
    Session session = protocol.session(Revision.V2025_03_26);
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    protocol.sessions().receiveAll(all, session, Principal.OWNER, sent::add);
    sent.forEach(each -> ProtocolUnderTest.requireValid(each.json(), Revision.V2025_03_26));
    assertThat(sent)
        .hasSize(
            (int) all.stream().filter(each -> !ProtocolUnderTest.isUnanswered(each, true)).count());
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    Arbitrary<byte[]> spoiled =
        Combinators.combine(
                messages(), Arbitraries.integers().greaterOrEqual(0), Arbitraries.bytes())
            .as(
                (message, at, value) -> {
                  byte[] text = bytes(message);
                  text[at % text.length] = value;
                  return text;
                });
    Arbitrary<byte[]> cut =
        Combinators.combine(messages(), Arbitraries.integers().greaterOrEqual(0))
            .as((message, at) -> Arrays.copyOf(bytes(message), at % bytes(message).length));
    return Arbitraries.oneOf(any, spoiled, cut);
  }

  @Provide
  Arbitrary<JsonValue> json() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8),
            Arbitraries.of("", HALF, "2.0", "\n", "thing_make", "debug", "\u0000"));
    Arbitrary<JsonValue> numbers =
        Arbitraries.of("0", "-1", "1.5", "1E2", "9007199254740993", "1E+999999999", "1E-5000")
            .map(text -> JsonText.JSON.createValue(new BigDecimal(text)));
    Arbitrary<JsonValue> leaves =
        Arbitraries.oneOf(
            texts.map(JsonText.JSON::createValue),
            numbers,
            Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL));
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Arbitraries.oneOf(
                inner,
                inner
                    .list()
                    .ofMaxSize(3)
                    .map(each -> JsonText.JSON.createArrayBuilder(each).build()),
                Arbitraries.maps(texts, inner).ofMaxSize(3).map(ProtocolPropertiesTest::object)),
        0,
        3);
  }

  @Provide
  Arbitrary<JsonValue> messages() {
    Arbitrary<JsonObject> right =
        Arbitraries.oneOf(
            Arbitraries.of(Method.class).map(ValidMessages::of),
            Arbitraries.of(ValidMessages.others()));
    Arbitrary<Edit> changes =
        Combinators.combine(
                Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.integers().between(0, 2),
                json())
            .as(Edit::new);
    return Combinators.combine(right, changes.list().ofMaxSize(3))
        .as(
            (message, all) -> {
              JsonObject changed = message;
              for (Edit each : all) {
                changed = each.apply(changed);
              }
              return changed;
            });
  }

  @Provide
  Arbitrary<List<JsonValue>> batches() {
    // Which answer a cancellation prevents depends on time.
    return messages()
        .filter(each -> !each.toString().contains("notifications/cancelled"))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  /** One thing that is made wrong in a message. */
  private record Edit(int place, int kind, JsonValue value) {

    JsonObject apply(JsonObject message) {
      var pointers = new ArrayList<String>();
      collect(message, "", pointers);
      if (pointers.isEmpty()) {
        return message;
      }
      var patch = JsonText.JSON.createPatchBuilder();
      String pointer = pointers.get(place % pointers.size());
      switch (kind) {
        case 0 -> patch.remove(pointer);
        case 1 -> patch.replace(pointer, value);
        default -> patch.add(pointer.substring(0, pointer.lastIndexOf('/')) + "/0", value);
      }
      return patch.build().apply(message);
    }

    private static void collect(JsonValue value, String pointer, List<String> all) {
      switch (value) {
        case JsonObject object ->
            object.forEach(
                (name, member) -> {
                  String below = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                  all.add(below);
                  collect(member, below, all);
                });
        case JsonArray array -> {
          for (int i = 0; i < array.size(); i++) {
            all.add(pointer + "/" + i);
            collect(array.get(i), pointer + "/" + i, all);
          }
        }
        default -> {}
      }
    }
  }

  private static JsonObject object(Map<String, JsonValue> members) {
    var object = JsonText.JSON.createObjectBuilder();
    members.forEach(object::add);
    return object.build();
  }

  private static byte[] bytes(JsonValue json) {
    return json.toString().replace(HALF, "\\ud800").getBytes(UTF_8);
  }
}
