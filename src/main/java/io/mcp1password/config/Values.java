package io.mcp1password.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings' values, each converted on its own; what cannot be converted is a finding. */
final class Values {

  private final Sources sources;
  private final Findings findings;
  private final Map<Setting<?>, List<?>> values = new HashMap<>();

  private Values(Sources sources, Findings findings) {
    this.sources = sources;
    this.findings = findings;
  }

  static Values read(List<Setting<?>> settings, Sources sources, Findings findings) {
    var result = new Values(sources, findings);
    settings.forEach(result::read);
    return result;
  }

  /** The value of a setting that has a default. */
  <T> T get(Setting<T> setting) {
    return all(setting).getFirst();
  }

  /** The value of a setting that has no default. */
  <T> @Nullable T find(Setting<T> setting) {
    List<T> all = all(setting);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The values of a setting that may have several. */
  @SuppressWarnings("unchecked") // filled by read(Setting<T>) only
  <T> List<T> all(Setting<T> setting) {
    return (List<T>) values.getOrDefault(setting, List.of());
  }

  private <T> void read(Setting<T> setting) {
    Optional<Given> given = sources.find(setting);
    List<T> usable = given.map(each -> convert(setting, each)).orElse(List.of());
    values.put(setting, usable.isEmpty() ? fallback(setting) : usable);
  }

  private <T> List<T> convert(Setting<T> setting, Given given) {
    Optional<String> misuse = misuse(setting, given);
    if (misuse.isPresent()) {
      findings.unusable(setting, given.source() + ": " + misuse.get());
      return List.of();
    }
    var result = new ArrayList<T>();
    for (String text : given.texts()) {
      try {
        result.add(setting.type().parse(text));
      } catch (BadValue e) {
        findings.unusable(
            setting, given.source() + ": " + setting.type().shown(text) + " " + e.reason());
      }
    }
    return result;
  }

  private static Optional<String> misuse(Setting<?> setting, Given given) {
    if (given.trouble() != null) {
      return Optional.of(given.trouble());
    }
    List<String> texts = given.texts();
    if (texts.contains("")) {
      return Optional.of("has no value; write " + given.source() + "=VALUE");
    }
    if (given.byFlag()) {
      Optional<String> next = texts.stream().filter(each -> each.startsWith("--")).findFirst();
      if (next.isPresent()) {
        String name = UsageProblems.flagName(next.get()).orElse("something that begins with --");
        return Optional.of("is followed by " + name + ", which is no flag");
      }
    }
    boolean several = texts.size() > 1 && !setting.repeatable();
    return several ? Optional.of("given more than once") : Optional.empty();
  }

  private static <T> List<T> fallback(Setting<T> setting) {
    try {
      String text = setting.fallback();
      return text == null ? List.of() : List.of(setting.type().parse(text));
    } catch (BadValue e) {
      throw new IllegalStateException("The default of " + setting.name() + " " + e.reason(), e);
    }
  }
}
