package io.mcp1password.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what a client carries from one round of a call to the next: the answers that it has given,
 * and what it was asked for.
 *
 * <p>A seal is an HMAC-SHA256 over the exact text, the caller, the method and the arguments of the
 * call, by a key that lives as long as this object or is shared with other instances. It expires
 * after {@link #LIFE}. The content can be read by the client, from whom it came. It can be opened
 * often, but used only once with this object; what other instances saw used is not known here.
 */
final class RequestState {

  /** How long a client may take from one round to the next. */
  static final Duration LIFE = Duration.ofMinutes(15);

  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  /** The most states that are remembered as used; none is forgotten before it has expired. */
  private static final int MAX_USED = 100_000;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** The call that a state belongs to. */
  record Bond(Caller caller, String method, JsonObject arguments) {

    /** The bond of a request, without what changes from round to round. */
    static Bond of(Caller caller, Incoming.Request request) {
      var lasting = JsonText.JSON.createObjectBuilder(request.params());
      lasting.remove("_meta").remove("inputResponses").remove("requestState");
      return new Bond(caller, request.method(), lasting.build());
    }

    String text() {
      return String.join(
          "\n",
          caller.surface().wireName(),
          String.valueOf(caller.client()),
          marked(caller.principal().subject()),
          marked(caller.principal().clientId()),
          method,
          sorted(arguments).toString());
    }

    /** A name that is there is told from one that is not, whatever it is. */
    private static String marked(@Nullable String name) {
      return name == null ? "" : "=" + name;
    }

    /** The same with every object's members in order, which a client may change. */
    private static JsonValue sorted(JsonValue value) {
      return switch (value) {
        case JsonObject object -> {
          var members = JsonText.JSON.createObjectBuilder();
          new TreeMap<>(object).forEach((name, member) -> members.add(name, sorted(member)));
          yield members.build();
        }
        case JsonArray array -> {
          var elements = JsonText.JSON.createArrayBuilder();
          array.forEach(element -> elements.add(sorted(element)));
          yield elements.build();
        }
        default -> value;
      };
    }
  }

  /**
   * What a state holds.
   *
   * @param answers those that were of use in earlier rounds
   * @param asked the keys of the questions that the client was asked in the round before
   * @param once of this state only
   */
  record Carried(JsonObject answers, Set<String> asked, long once) {}

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Cache<Long, Boolean> used;

  /** Seals by a key that nobody else has. */
  RequestState(InstantSource clock) {
    this(clock, null);
  }

  /** Seals by this key, which other instances may have too; null for one that nobody else has. */
  RequestState(InstantSource clock, @Nullable Secret shared) {
    this.clock = clock;
    this.key = new SecretKeySpec(shared == null ? newKey() : bytes(shared.reveal()), MAC);
    this.used =
        Caffeine.newBuilder()
            // A state is still good in the last millisecond of its life.
            .expireAfterWrite(LIFE.plusMillis(1))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  private static byte[] newKey() {
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** The sealed text that holds the answers up to now and the keys of what is asked now. */
  String seal(JsonObject answers, Set<String> asked, Bond bond) {
    String content =
        JsonText.JSON
            .createObjectBuilder()
            .add("until", clock.instant().plus(LIFE).toEpochMilli())
            .add("once", random.nextLong())
            .add("answers", answers)
            .add("asked", JsonText.JSON.createArrayBuilder(asked))
            .build()
            .toString();
    String text = BASE64.encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return text + "." + mac(text, bond);
  }

  /**
   * What the sealed text holds.
   *
   * @throws ProtocolException when the seal is broken, of another call, or expired
   */
  Carried open(String sealed, Bond bond) {
    int dot = sealed.indexOf('.');
    String text = sealed.substring(0, Math.max(dot, 0));
    // The text of the seal is compared, not its bytes: there are several texts for the same bytes.
    if (!MessageDigest.isEqual(bytes(sealed.substring(dot + 1)), bytes(mac(text, bond)))) {
      throw refusal("is not one that this server gave for this call");
    }
    JsonObject content = JsonText.parse(Base64.getUrlDecoder().decode(text)).asJsonObject();
    if (content.getJsonNumber("until").longValueExact() < clock.millis()) {
      throw refusal("has expired");
    }
    return new Carried(
        content.getJsonObject("answers"),
        content.getJsonArray("asked").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .collect(Collectors.toUnmodifiableSet()),
        content.getJsonNumber("once").longValueExact());
  }

  /**
   * Uses a state up.
   *
   * @throws ProtocolException when it is used up already, or too many are to be remembered
   */
  void use(Carried carried) {
    if (used.estimatedSize() >= MAX_USED) {
      used.cleanUp();
    }
    if (used.estimatedSize() >= MAX_USED) {
      throw new ProtocolException(
          ProtocolError.OVERLOADED, "Too many answers came lately; try again later.");
    }
    if (used.asMap().putIfAbsent(carried.once(), true) != null) {
      throw refusal("was used already");
    }
  }

  private String mac(String text, Bond bond) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(bytes(text + "\n" + bond.text()));
      return BASE64.encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ProtocolException refusal(String why) {
    return ProtocolException.invalidParams(
        "The requestState " + why + "; make the call anew, without it.");
  }
}
