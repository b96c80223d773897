package io.mcp1password.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.SecretReference.Attribute;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SecretReferencePropertiesTest {

  @Property
  void whatIsFormattedIsReadBack(
      @ForAll("segments") String vault,
      @ForAll("segments") String item,
      @ForAll("segments") String section,
      @ForAll("segments") String field,
      @ForAll Attribute attribute) {
    var reference = new SecretReference(vault, item, section, field, attribute);
    assertThat(SecretReference.parse(reference.format())).isEqualTo(reference);
  }

  @Provide
  Arbitrary<String> segments() {
    return Arbitraries.strings()
        .withChars("ab Zé日%+/?&=#.\\\"'-_\u0301")
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(text -> java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC).strip())
        .filter(text -> !text.isEmpty());
  }
}
