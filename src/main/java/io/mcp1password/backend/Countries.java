package io.mcp1password.backend;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of countries: a fixed set, so that what is told of an address cannot carry anything
 * else out.
 */
public final class Countries {

  /** Country codes and English names, in lower case, and the name they tell. */
  private static final Map<String, String> NAMES =
      Arrays.stream(Locale.getISOCountries())
          .map(code -> Locale.of("", code))
          .flatMap(
              country -> {
                String name = country.getDisplayCountry(Locale.ENGLISH);
                return Stream.of(country.getCountry(), name)
                    .map(key -> Map.entry(key.toLowerCase(Locale.ROOT), name));
              })
          .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));

  private Countries() {}

  /** The English name of a country that is given by that name or by its two-letter code. */
  public static Optional<String> named(String nameOrCode) {
    return Optional.ofNullable(NAMES.get(nameOrCode.strip().toLowerCase(Locale.ROOT)));
  }
}
