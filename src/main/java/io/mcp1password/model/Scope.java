package io.mcp1password.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an access token may allow its bearer, by the names under which it is granted. */
public enum Scope implements WireName {
  READ,
  REVEAL,
  WRITE,
  DESTRUCTIVE,
  PERMISSIONS,
  RUN;

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those of these names that are scopes of ours; others are for somebody else. */
  public static Set<Scope> named(Collection<String> names) {
    return Arrays.stream(values())
        .filter(scope -> names.contains(scope.wireName()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }

  /** The scopes as OAuth writes them: by name, with a space in between, always in one order. */
  public static String list(Collection<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(" "));
  }
}
